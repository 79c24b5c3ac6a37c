package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.pointsman.contracts.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses code that is dear to compile for its length. At every place that branches go from or to,
 * the compiler writes down what stands on the operand stack and in each variable; a function of 70
 * KB can make that gigabytes. Owned by one thread.
 */
final class EffortCheck {
    /** Toolchains stay below fifty. */
    private static final int MAX_HEIGHT = 1_000;

    /** Of about ten bytes each. */
    private static final long MAX_EFFORT = 10_000_000;

    /** Up to four frames of the virtual machine's, without values; and what each of those takes. */
    private static final int FRAME_BYTES = 640;

    private static final int VALUE_BYTES = 2 * Long.BYTES;

    private final WasmModule module;
    private final List<FunctionType> functions;
    private long effort;
    private int largestFrame = FRAME_BYTES;
    private int longest;

    private EffortCheck(WasmModule module) {
        this.module = module;
        this.functions = functions(module);
    }

    /** Answers what the module's functions take at most. */
    static CallCost requireSmall(WasmModule module) {
        var check = new EffortCheck(module);
        for (var i = 0; i < module.codeSection().functionBodyCount(); i++) {
            var type = module.functionSection().getFunctionType(i, module.typeSection());
            check.look(module.codeSection().getFunctionBody(i), type);
        }
        return new CallCost(check.largestFrame, check.longest);
    }

    private void look(FunctionBody body, FunctionType type) {
        var stack = new OperandStack(type, functions, module.typeSection());
        var variables = type.params().size() + body.localTypes().size();
        var highest = 0;
        for (var instruction : body.instructions()) {
            stack.apply(instruction);
            highest = Math.max(highest, stack.height());
            if (OperandStack.isBranch(instruction.opcode())) {
                effort += stack.height() + stack.depth() + variables;
            }
        }
        requireSmall(highest);
        longest = Math.max(longest, body.instructions().size());
        largestFrame = Math.max(largestFrame, FRAME_BYTES + VALUE_BYTES * (variables + highest));
    }

    private void requireSmall(int height) {
        if (height > MAX_HEIGHT) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    height + " values on the operand stack (expected: at most " + MAX_HEIGHT + ")");
        }
        if (effort > MAX_EFFORT) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "too many branches among too many values and variables: split the functions");
        }
    }

    /** The types of all functions, imported ones first. */
    private static List<FunctionType> functions(WasmModule module) {
        var types = new ArrayList<FunctionType>();
        module.importSection().stream()
                .filter(imported -> imported.importType() == ExternalType.FUNCTION)
                .map(FunctionImport.class::cast)
                .forEach(imported -> types.add(module.typeSection().getType(imported.typeIndex())));
        for (var i = 0; i < module.functionSection().functionCount(); i++) {
            types.add(module.functionSection().getFunctionType(i, module.typeSection()));
        }
        return types;
    }
}
