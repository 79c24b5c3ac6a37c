package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.pointsman.contracts.ErrorCode;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Refuses modules whose code names more numbers and functions than a class of the virtual machine
 * has room for beside its methods. The compiler, when a class is too full, makes all classes again
 * with half as many functions in each, down to one. Owned by one thread.
 */
final class PoolCheck {
    /** Of 65,535; what is left is enough for a class of 768 functions, which is the fifth try. */
    private static final int MAX_ENTRIES = 50_000;

    private static final int ENTRIES_OF_64_BITS = 2;

    /** Its name, its name with its type, and those with its class. */
    private static final int ENTRIES_OF_A_FUNCTION = 3;

    private static final int OFFSET = 1;

    /** Numbers as they sort, so that nobody can choose ones that are hard to look up. */
    private final Map<OpCode, Set<Long>> named = new EnumMap<>(OpCode.class);

    private int entries;

    void add(Instruction instruction) {
        switch (instruction.opcode()) {
            case I32_CONST -> addNumber((int) instruction.operand(0));
            case F32_CONST -> add(instruction.opcode(), instruction.operand(0), 1);
            case I64_CONST, F64_CONST ->
                    add(instruction.opcode(), instruction.operand(0), ENTRIES_OF_64_BITS);
            case CALL -> add(OpCode.CALL, instruction.operand(0), ENTRIES_OF_A_FUNCTION);
            default -> addOffset(instruction);
        }
    }

    private void addOffset(Instruction instruction) {
        var opcode = instruction.opcode().opcode();
        if (opcode >= OpCode.I32_LOAD.opcode() && opcode <= OpCode.I64_STORE32.opcode()) {
            addNumber((int) instruction.operand(OFFSET));
        }
    }

    /** One of 16 bits stands in the code. */
    private void addNumber(int number) {
        if ((short) number != number) {
            add(OpCode.I32_CONST, number, 1);
        }
    }

    private void add(OpCode kind, long value, int size) {
        if (named.computeIfAbsent(kind, _ -> new HashSet<>()).add(value)) {
            entries += size;
            requireRoom();
        }
    }

    private void requireRoom() {
        if (entries > MAX_ENTRIES) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "code with more than "
                            + MAX_ENTRIES
                            + " different constants and functions that it calls (64 bits count twice, functions three times): keep the numbers in memory");
        }
    }
}
