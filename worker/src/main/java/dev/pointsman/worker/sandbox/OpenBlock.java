package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.OpCode;

/**
 * A block whose end has not been read yet. Immutable, so safe on every thread.
 *
 * @param opener what it begins with, or goes on with
 * @param below what stood on the stack before its parameters
 * @param isUnreachable whether what follows in it is never run
 * @param isWithinSkipped whether it stands where that is so
 */
record OpenBlock(
        OpCode opener, int below, Signature type, boolean isUnreachable, boolean isWithinSkipped) {

    /** What a branch to it takes along. */
    String atBranch() {
        return opener == OpCode.LOOP ? type.takes() : type.leaves();
    }

    /** Whether it takes values, and a branch to it goes on behind it. */
    boolean isLeftWithParameters() {
        return opener != OpCode.LOOP && !type.takes().isEmpty();
    }

    /** Whether the engine leaves out what follows in it. */
    boolean isSkipped() {
        return isUnreachable || isWithinSkipped;
    }
}
