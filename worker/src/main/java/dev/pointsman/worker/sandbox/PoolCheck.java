package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.pointsman.contracts.ErrorCode;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Refuses modules whose code names more numbers than a class of the virtual machine has room for
 * beside all functions and types. The compiler, when a class is too full, makes all classes again
 * with half as many functions in each; whoever counts what it does for a module counts it once.
 * Owned by one thread.
 */
final class PoolCheck {
    /** Of 65,535; what is left is for what generated code calls of the engine. */
    private static final int MAX_ENTRIES = 62_000;

    private static final int ENTRIES_OF_64_BITS = 2;

    /** Its two names, one of them with its type, and that with its class. */
    private static final int ENTRIES_OF_A_FUNCTION = 4;

    /**
     * How its functions are written down; those four for calls through a table; and for results.
     */
    private static final int ENTRIES_OF_A_TYPE = 9;

    private static final int OFFSET = 1;

    /** Numbers as they sort, so that nobody can choose ones that are hard to look up. */
    private final Map<OpCode, Set<Long>> named = new EnumMap<>(OpCode.class);

    private final int functions;
    private final int types;
    private final int room;
    private int entries;

    /** Of a module with so many functions, imported ones included. */
    PoolCheck(int functions, int types) {
        this.functions = functions;
        this.types = types;
        this.room = MAX_ENTRIES - functions * ENTRIES_OF_A_FUNCTION - types * ENTRIES_OF_A_TYPE;
    }

    void add(Instruction instruction) {
        switch (instruction.opcode()) {
            case I32_CONST -> addNumber((int) instruction.operand(0));
            case F32_CONST -> add(instruction.opcode(), instruction.operand(0), 1);
            case I64_CONST, F64_CONST ->
                    add(instruction.opcode(), instruction.operand(0), ENTRIES_OF_64_BITS);
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
        if (entries > room) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "code with more than %d different constants (expected: at most that many beside %d functions and %d types, those of 64 bits counted twice): keep the numbers in memory, or split the module"
                            .formatted(room, functions, types));
        }
    }
}
