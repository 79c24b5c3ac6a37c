package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import dev.pointsman.contracts.ErrorCode;

/**
 * About how much of the heap a module takes while it is compiled, all at the same time: its
 * memory's image, what the parser made of its code, which stays until the compiler is through, and
 * what the compiler writes down beside it. Owned by one thread.
 */
final class CompilingRoom {
    /** What is set aside for a module that is compiled, but for its file and copies of it. */
    static final long MAX_BYTES = 112L * 1024 * 1024;

    /** An object and its place in a list, and three times what is generated of it. */
    private static final int BYTES_AN_INSTRUCTION = 60;

    /** An array, and that more is generated. */
    private static final int BYTES_OF_OPERANDS = 32;

    /** Where it branches to is kept as numbers, too, which are objects. */
    private static final int BYTES_A_TARGET = 24;

    /** Methods of it, and their names; at ten thousand functions. */
    private static final int BYTES_A_FUNCTION = 2_000;

    /**
     * Where a jump may begin or end: a label with its frame and its ways; measured with branches.
     */
    private static final int BYTES_A_PIECE = 250;

    /** Four in a frame, and up to two in the class; measured with selections beside variables. */
    private static final int BYTES_A_SLOT = 6;

    private final long imageBytes;
    private long codeBytes;
    private long jumpBytes;

    CompilingRoom(long imageBytes) {
        this.imageBytes = imageBytes;
    }

    void add(AnnotatedInstruction instruction) {
        var operands = instruction.operandCount();
        codeBytes +=
                BYTES_AN_INSTRUCTION
                        + (operands == 0 ? 0 : BYTES_OF_OPERANDS + operands * Long.BYTES)
                        + instruction.labelTable().size() * BYTES_A_TARGET;
    }

    /** A function whose instructions were added, and what it makes the compiler write down. */
    void add(FunctionEffort function) {
        codeBytes += BYTES_A_FUNCTION;
        jumpBytes += function.pieces() * BYTES_A_PIECE + function.written() * BYTES_A_SLOT;
    }

    void require() {
        var bytes = imageBytes + codeBytes + jumpBytes;
        if (bytes > MAX_BYTES) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "%d MiB of heap to compile it (expected: at most %d): %d for its code, %d for what jumps in it write down, %d for its data: split the module, or its functions"
                            .formatted(
                                    mebibytes(bytes),
                                    mebibytes(MAX_BYTES),
                                    mebibytes(codeBytes),
                                    mebibytes(jumpBytes),
                                    mebibytes(imageBytes)));
        }
    }

    private static long mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1024L * 1024);
    }
}
