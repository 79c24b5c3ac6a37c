package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Has every function end in an end of its own. Where a block's end stands before it, the parser
 * takes the function's for the block's once more; then the compiler keeps, at a branch out of the
 * function, what the block leaves, or finds no such block. Stateless, so safe on every thread.
 */
final class OwnEnds {
    private OwnEnds() {}

    static CodeSection of(CodeSection code) {
        var builder = CodeSection.builder().setRequiresDataCount(code.isRequiresDataCount());
        for (var i = 0; i < code.functionBodyCount(); i++) {
            builder.addFunctionBody(of(code.getFunctionBody(i)));
        }
        return builder.build();
    }

    private static FunctionBody of(FunctionBody body) {
        var instructions = body.instructions();
        if (!endsInTwoEnds(instructions)) {
            return body;
        }
        var owned = new ArrayList<>(instructions);
        owned.add(own(owned.removeLast()));
        return new FunctionBody(body.localTypes(), owned);
    }

    private static boolean endsInTwoEnds(List<AnnotatedInstruction> instructions) {
        return instructions.size() > 1
                && instructions.get(instructions.size() - 2).opcode() == OpCode.END;
    }

    /** As the parser makes it where another instruction stands before it: its own scope. */
    private static AnnotatedInstruction own(AnnotatedInstruction end) {
        return AnnotatedInstruction.builder()
                .from(end)
                .withDepth(end.depth())
                .withScope(end)
                .build();
    }
}
