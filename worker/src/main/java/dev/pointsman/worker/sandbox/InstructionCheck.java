package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.pointsman.contracts.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Refuses instructions that the engine does not run, or runs in a way that nothing here would hold:
 * garbage-collected objects stand on the worker's own heap, as many and as large as the guest
 * likes; atomic accesses and waits are for memories that threads share, and a job has one thread.
 * Stateless, so safe on every thread.
 */
final class InstructionCheck {
    private static final int MAX_TARGETS = 4_096;
    private static final int MAX_ALL_TARGETS = 100_000;
    private static final String EXCEPTIONS =
            "exceptions: build without them (-fno-exceptions, panic=abort)";
    private static final String TAIL_CALLS = "tail calls: build without them (-mno-tail-call)";
    private static final String REFERENCES =
            "typed function references: build for a target without them";

    /** The proposals that are refused whole, by the first byte of their instructions. */
    private static final Map<Integer, String> BY_PREFIX =
            Map.of(
                    0xFB, "garbage collection: build for a target without it",
                    0xFD, "SIMD: build without it (-mno-simd128)",
                    0xFE, "threads: build without them (no -pthread, no -matomics)");

    private static final Map<OpCode, String> BY_OPCODE =
            Map.ofEntries(
                    Map.entry(OpCode.THROW, EXCEPTIONS),
                    Map.entry(OpCode.THROW_REF, EXCEPTIONS),
                    Map.entry(OpCode.TRY_TABLE, EXCEPTIONS),
                    Map.entry(OpCode.RETURN_CALL, TAIL_CALLS),
                    Map.entry(OpCode.RETURN_CALL_INDIRECT, TAIL_CALLS),
                    Map.entry(OpCode.RETURN_CALL_REF, TAIL_CALLS),
                    Map.entry(OpCode.CALL_REF, REFERENCES),
                    Map.entry(OpCode.REF_EQ, REFERENCES),
                    Map.entry(OpCode.REF_AS_NON_NULL, REFERENCES),
                    Map.entry(OpCode.BR_ON_NULL, REFERENCES),
                    Map.entry(OpCode.BR_ON_NON_NULL, REFERENCES));

    private InstructionCheck() {}

    static void requireHeld(WasmModule module) {
        instructions(module).forEach(InstructionCheck::requireHeld);
        requireFewBranches(instructions(module).mapToInt(InstructionCheck::targets));
    }

    private static void requireHeld(Instruction instruction) {
        refused(instruction)
                .ifPresent(feature -> {
                    throw new ModuleRefused(
                            ErrorCode.MODULE_REFUSED,
                            "instruction " + nameOf(instruction) + " is of " + feature);
                });
    }

    /** What the compiler does for a branch, it does for each of its targets. */
    private static void requireFewBranches(IntStream targets) {
        var summary = targets.summaryStatistics();
        if (summary.getMax() > MAX_TARGETS || summary.getSum() > MAX_ALL_TARGETS) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "a branch with %d targets, %d in all (expected: at most %d, %d in all)"
                            .formatted(
                                    summary.getMax(),
                                    summary.getSum(),
                                    MAX_TARGETS,
                                    MAX_ALL_TARGETS));
        }
    }

    private static int targets(Instruction instruction) {
        return instruction.opcode() == OpCode.BR_TABLE ? instruction.operandCount() : 0;
    }

    private static Optional<String> refused(Instruction instruction) {
        var prefix = instruction.opcode().opcode() >>> Byte.SIZE;
        return prefix == 0
                ? Optional.ofNullable(BY_OPCODE.get(instruction.opcode()))
                : Optional.ofNullable(BY_PREFIX.get(prefix));
    }

    private static String nameOf(Instruction instruction) {
        return instruction.opcode().name().toLowerCase(Locale.ROOT);
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
