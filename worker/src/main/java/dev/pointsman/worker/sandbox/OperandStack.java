package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many values stand on the operand stack as one reads through a function, which is valid: only
 * how many, not of which types. Owned by one thread.
 */
final class OperandStack {
    private static final int EMPTY_BLOCK = 0x40;

    /** By how much an instruction with this number, or a larger one up to the next, grows it. */
    private static final NavigableMap<Integer, Integer> GROWTH =
            growth(
                    """
                    00 0  1A -1  1B -2  1D 0  20 1  21 -1  22 0  23 1  24 -1  25 0  26 -2  28 0  36 -2  3F 1
                    40 0  41 1  45 0  46 -1  50 0  51 -1  67 0  6A -1  79 0  7C -1  8B 0  92 -1  99 0  A0 -1
                    A7 0  D0 1  D1 0  D2 1  D3 0  FC00 0  FC08 -3  FC09 0  FC0A -3  FC0D 0  FC0E -3  FC0F -1
                    FC10 1  FC11 -3
                    """);

    private final List<FunctionType> functions;
    private final TypeSection types;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private int height;
    private int widest;

    OperandStack(FunctionType function, List<FunctionType> functions, TypeSection types) {
        this.functions = functions;
        this.types = types;
        blocks.push(new Block(0, 0, function.returns().size()));
        widest = function.returns().size();
    }

    /**
     * How many pieces of code begin at it, or in it, between which the virtual machine may jump. A
     * selection is a jump over a swap; a branch that drops values has to drop them apart from the
     * code that goes on, and one of a table has to for each of its targets.
     */
    static int pieces(AnnotatedInstruction instruction) {
        return switch (instruction.opcode()) {
            case LOOP, IF, ELSE, END -> 1;
            case BR_IF, SELECT, SELECT_T -> 2;
            case BR_TABLE -> (int) instruction.labelTable().stream().distinct().count();
            default -> 0;
        };
    }

    /**
     * How many ways it makes from one piece of code to another, or more. Unlike pieces, those of a
     * table are counted as often as they are written down.
     */
    static int ways(AnnotatedInstruction instruction) {
        var more =
                switch (instruction.opcode()) {
                    case IF, BR, BR_IF, SELECT, SELECT_T -> 1;
                    case BR_TABLE -> instruction.operandCount();
                    default -> 0;
                };
        return pieces(instruction) + more;
    }

    /** Whether values are copied, dropped or kept at it, one by one. */
    static boolean isBranch(OpCode opcode) {
        return switch (opcode) {
            case BLOCK, LOOP, IF, ELSE, END, BR, BR_IF, BR_TABLE, RETURN -> true;
            default -> false;
        };
    }

    int height() {
        return height;
    }

    /** How many values a branch out of any block so far may have kept, which takes variables. */
    int widest() {
        return widest;
    }

    /** How many blocks are open. */
    int depth() {
        return blocks.size();
    }

    void apply(Instruction instruction) {
        switch (instruction.opcode()) {
            case BLOCK, LOOP -> open(instruction);
            case IF -> {
                height--;
                open(instruction);
            }
            case ELSE -> height = blocks.element().below + blocks.element().parameters;
            case END -> close();
            case BR_IF, BR_TABLE -> height--;
            case CALL -> call(functions.get((int) instruction.operand(0)));
            case CALL_INDIRECT -> {
                height--;
                call(types.getType((int) instruction.operand(0)));
            }
            default -> height += GROWTH.floorEntry(instruction.opcode().opcode()).getValue();
        }
        // After a branch that is always taken, code may take from the stack what is not there.
        height = Math.max(height, blocks.isEmpty() ? 0 : blocks.element().below);
    }

    private void open(Instruction instruction) {
        var type = typeOf(instruction.operand(0));
        var parameters = type.params().size();
        blocks.push(new Block(height - parameters, parameters, type.returns().size()));
        widest = Math.max(widest, Math.max(parameters, type.returns().size()));
    }

    private void close() {
        var block = blocks.pop();
        height = block.below + block.results;
    }

    private void call(FunctionType type) {
        height += type.returns().size() - type.params().size();
    }

    private FunctionType typeOf(long block) {
        if (block == EMPTY_BLOCK) {
            return FunctionType.empty();
        }
        return ValType.isValid(block)
                ? FunctionType.returning(ValType.I32)
                : types.getType((int) block);
    }

    private static NavigableMap<Integer, Integer> growth(String table) {
        var growth = new TreeMap<Integer, Integer>();
        var words = table.strip().split("\\s+", -1);
        for (var i = 0; i < words.length; i += 2) {
            growth.put(Integer.parseInt(words[i], 16), Integer.parseInt(words[i + 1]));
        }
        return growth;
    }

    /**
     * @param below what stood on the stack before its parameters
     */
    private record Block(int below, int parameters, int results) {}
}
