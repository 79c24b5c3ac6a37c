package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.pointsman.contracts.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses code that is dear to compile for its length. For every piece of it that a jump may begin
 * or end, the compiler writes down what stands on the operand stack and in each variable; a
 * function of 70 KB can make that gigabytes. To find it out, it compares all of that on every way
 * to a piece, and anew behind it for each value that came there in another type: a function of 20
 * KB can make that minutes. Owned by one thread.
 */
final class EffortCheck {
    /** Toolchains stay below fifty. */
    private static final int MAX_HEIGHT = 1_000;

    /**
     * Slots written down, of four to eight bytes each; beside them one byte in the class. A virtual
     * machine ends when those of one function are more than 16 MiB.
     */
    private static final long MAX_WRITTEN = 12_000_000;

    /** Slots compared, of some nanoseconds each. No toolchain's module has a twentieth of it. */
    private static final long MAX_COMPARISONS = 1_000_000_000;

    /** Of about ten bytes of code each; most toolchains' functions have one result at most. */
    private static final long MAX_RESULTS = 1_000_000;

    /** At each call through a table the compiler copies them all, to look at one. */
    private static final long MAX_COPIED_TYPES = 100_000_000;

    private final WasmModule module;
    private final List<FunctionType> functions;
    private final PoolCheck pool;
    private final CompilingRoom room;
    private long written;
    private long comparisons;
    private long results;
    private long copiedTypes;
    private int largestFrame = 1;
    private int longest;

    private EffortCheck(WasmModule module, int imageBytes) {
        this.module = module;
        this.room = new CompilingRoom(imageBytes);
        this.functions = functions(module);
        this.pool = new PoolCheck(functions.size(), module.typeSection().subTypeCount());
    }

    /**
     * Answers what the module's functions take at most.
     *
     * @param imageBytes what there is of the module beside its code
     */
    static CallCost requireSmall(WasmModule module, int imageBytes) {
        var check = new EffortCheck(module, imageBytes);
        for (var i = 0; i < module.codeSection().functionBodyCount(); i++) {
            var type = module.functionSection().getFunctionType(i, module.typeSection());
            check.look(module.codeSection().getFunctionBody(i), type);
        }
        return new CallCost(check.largestFrame, check.longest);
    }

    private void look(FunctionBody body, FunctionType type) {
        var stack = new OperandStack(type, functions, module.typeSection());
        var function = new FunctionEffort(stack, type, body.localTypes());
        for (var instruction : body.instructions()) {
            function.add(instruction);
            results += results(instruction);
            copiedTypes += copiedTypes(instruction);
            pool.add(instruction);
            room.add(instruction);
        }
        written += function.written();
        room.add(function);
        comparisons += function.comparisons();
        requireSmall(function.highest());
        requireFewComparisons();
        requireFewResults();
        requireFewCopiedTypes();
        room.require();
        longest = Math.max(longest, body.instructions().size());
        largestFrame = Math.max(largestFrame, function.frameBytes());
    }

    /** Several results are an array, out of which each call takes them one by one. */
    private int results(AnnotatedInstruction instruction) {
        var results =
                switch (instruction.opcode()) {
                    case CALL -> functions.get((int) instruction.operand(0)).returns().size();
                    case CALL_INDIRECT -> returns((int) instruction.operand(0));
                    default -> 0;
                };
        return results > 1 ? results : 0;
    }

    private int copiedTypes(AnnotatedInstruction instruction) {
        return instruction.opcode() == OpCode.CALL_INDIRECT
                ? module.typeSection().subTypeCount()
                : 0;
    }

    private int returns(int type) {
        return module.typeSection().getType(type).returns().size();
    }

    private void requireSmall(int height) {
        if (height > MAX_HEIGHT) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    height + " values on the operand stack (expected: at most " + MAX_HEIGHT + ")");
        }
        if (written > MAX_WRITTEN) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "too many branches and selections among too many values and variables: split the functions");
        }
    }

    private void requireFewComparisons() {
        if (comparisons > MAX_COMPARISONS) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "branches at which too many values and variables are compared: split the functions, or build without multi-value blocks (-mno-multivalue)");
        }
    }

    private void requireFewResults() {
        if (results > MAX_RESULTS) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "calls of "
                            + results
                            + " results (expected: at most "
                            + MAX_RESULTS
                            + ", those of functions with one not counted): answer them in memory");
        }
    }

    private void requireFewCopiedTypes() {
        if (copiedTypes > MAX_COPIED_TYPES) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "calls through tables, by the module's types: %d (expected: at most %d): have fewer of either, or split the module"
                            .formatted(copiedTypes, MAX_COPIED_TYPES));
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
