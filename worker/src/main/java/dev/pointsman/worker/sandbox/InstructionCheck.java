package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.Instruction;
import dev.pointsman.contracts.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Refuses instructions that the engine runs, and that nothing here would hold: garbage-collected
 * objects stand on the worker's own heap, as many and as large as the guest likes; atomic accesses
 * and waits are for memories that threads share, and a job has one thread. Stateless, so safe on
 * every thread.
 */
final class InstructionCheck {
    /** The proposals that are refused whole, by the first byte of their instructions. */
    private static final Map<Integer, String> REFUSED =
            Map.of(0xFB, "garbage collection", 0xFE, "threads");

    private InstructionCheck() {}

    static void requireHeld(WasmModule module) {
        instructions(module)
                .filter(instruction -> REFUSED.containsKey(prefix(instruction)))
                .findFirst()
                .ifPresent(InstructionCheck::refuse);
    }

    private static int prefix(Instruction instruction) {
        return instruction.opcode().opcode() >>> Byte.SIZE;
    }

    private static void refuse(Instruction instruction) {
        throw new ModuleRefused(
                ErrorCode.MODULE_REFUSED,
                "instruction "
                        + instruction.opcode().name().toLowerCase(Locale.ROOT)
                        + " (expected: none of the proposal "
                        + REFUSED.get(prefix(instruction))
                        + ")");
    }

    /** Those of functions, and those that compute what globals and tables begin with. */
    private static Stream<? extends Instruction> instructions(WasmModule module) {
        var functions =
                Arrays.stream(module.codeSection().functionBodies())
                        .map(FunctionBody::instructions)
                        .flatMap(List::stream);
        var globals =
                Arrays.stream(module.globalSection().globals())
                        .map(Global::initInstructions)
                        .flatMap(List::stream);
        var tables =
                IntStream.range(0, module.tableSection().tableCount())
                        .mapToObj(table -> module.tableSection().getTable(table).initialize())
                        .flatMap(List::stream);
        var elements =
                module.elementSection().stream()
                        .flatMap(element -> element.initializers().stream())
                        .flatMap(List::stream);
        return Stream.of(functions, globals, tables, elements).flatMap(stream -> stream);
    }
}
