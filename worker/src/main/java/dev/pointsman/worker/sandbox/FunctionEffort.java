package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;

/**
 * What one function costs its compiler, and what a call of it takes of the stack, as one reads
 * through it. Owned by one thread.
 */
final class FunctionEffort {
    /** What a value of 64 bits takes; of those on the operand stack we do not know the types. */
    private static final int WIDE_SLOTS = 2;

    /** The memory and the instance. */
    private static final int SLOTS_OF_OURS = 2;

    /** Up to four frames of the virtual machine's, without values; and what each of those takes. */
    private static final int FRAME_BYTES = 640;

    private static final int VALUE_BYTES = 2 * Long.BYTES;

    /**
     * The virtual machine's first compiler gives every value that lives from one instruction to
     * another a place in the frame that no other one is given, up to 2,000 places of four bytes;
     * and one call may make sixty-four of them. Arguments of its own calls come to the rest.
     */
    private static final int COMPILED_BYTES = 8_600;

    private final OperandStack stack;
    private final int values;
    private final int slots;
    private boolean calls;
    private int highest;
    private long pieces = 1;
    private long ways = 1;
    private long written;
    private long compared;

    FunctionEffort(OperandStack stack, FunctionType type, List<ValType> variables) {
        this.stack = stack;
        this.values = type.params().size() + variables.size();
        this.slots = slots(type.params()) + slots(variables);
    }

    void add(AnnotatedInstruction instruction) {
        stack.apply(instruction);
        var begun = OperandStack.pieces(instruction);
        var taken = OperandStack.ways(instruction);
        highest = Math.max(highest, stack.height());
        pieces += begun;
        ways += taken;
        written += copied(instruction.opcode()) + (long) begun * WIDE_SLOTS * stack.height();
        compared += (long) taken * WIDE_SLOTS * stack.height();
        calls |= isCall(instruction.opcode());
    }

    private int copied(OpCode opcode) {
        return OperandStack.isBranch(opcode) ? stack.height() + stack.depth() : 0;
    }

    private static boolean isCall(OpCode opcode) {
        return opcode == OpCode.CALL || opcode == OpCode.CALL_INDIRECT;
    }

    /** The most values there were on its operand stack. */
    int highest() {
        return highest;
    }

    /** How many pieces of code a jump may begin or end. */
    long pieces() {
        return pieces;
    }

    /** Slots that are written down where a piece of it begins, and values copied. */
    long written() {
        return written + pieces * allSlots();
    }

    /**
     * Slots that are compared until it is known what is written down: those of a piece on each way
     * to it, and again on all ways behind it, once a value that a branch has kept came there in
     * another type.
     */
    long comparisons() {
        return (compared + ways * allSlots()) * (1 + stack.widest());
    }

    /** What a call of it takes of the stack; only who calls is on it with others above. */
    int frameBytes() {
        var interpreted = FRAME_BYTES + VALUE_BYTES * (values + highest);
        return calls ? Math.max(interpreted, COMPILED_BYTES) : interpreted;
    }

    private int allSlots() {
        return slots + SLOTS_OF_OURS + WIDE_SLOTS * stack.widest();
    }

    private static int slots(List<ValType> types) {
        return types.stream().mapToInt(FunctionEffort::slots).sum();
    }

    private static int slots(ValType type) {
        return type.equals(ValType.I64) || type.equals(ValType.F64) ? WIDE_SLOTS : 1;
    }
}
