package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every host function, called with numbers that no honest guest would hand it: none of them reaches
 * an allocation. The least number that could is two gigabytes.
 */
class HostileArgumentsTest {
    private static final Set<ErrorCode> DEFINED =
            Set.of(
                    ErrorCode.HOST_CALL_INVALID,
                    ErrorCode.OUTPUT_TOO_LARGE,
                    ErrorCode.STATE_TOO_LARGE,
                    // A name that no policy has.
                    ErrorCode.CAPABILITY_DENIED);

    /** Below the memory, at its end, at the edges of a signed and an unsigned number. */
    private static final int[] HOSTILE = {-1, 0, 1, 65_535, 65_536, 0x7fff_ffff, 0x8000_0000, -8};

    /** What admission, compiler and the rest of a small job allocate, with room. */
    private static final long LITTLE = 100_000_000;

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    static Stream<Arguments> everyFunctionWithEveryNumber() {
        return Main.hostFunctions().list().stream()
                .flatMap(function ->
                        Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                                .map(i -> Arguments.of(function, HOSTILE[i])));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyFunctionWithEveryNumber")
    void theJobGoesOnOrEndsWithADefinedError(HostFunction function, int number) {
        var module = calling(function, number);
        var before = allocatedByAllThreads();

        var ended = sandbox.run(module.bytes(), TestingContexts.context());

        assertThat(allocatedByAllThreads() - before).isLessThan(LITTLE);
        switch (ended.outcome()) {
            case Outcome.Succeeded _, Outcome.Failed _ ->
                    assertThat(ended.effects().publications()).isEmpty();
            case Outcome.Errored(var code, _) -> assertThat(code).isIn(DEFINED);
            case Outcome.Cancelled cancelled -> throw new AssertionError(cancelled);
        }
    }

    private static long allocatedByAllThreads() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    /** A guest that gives the function this number for each of its parameters. */
    private static WasmBytes calling(HostFunction function, int number) {
        var parameters = function.parameters();
        var signature =
                parameters.stream().map(HostileArgumentsTest::letter).collect(Collectors.joining())
                        + ">"
                        + function.result().map(HostileArgumentsTest::letter).orElse("");
        var arguments =
                parameters.stream()
                        .map(type -> (type == ValueType.I32 ? "i32.const " : "i64.const ") + number)
                        .collect(Collectors.joining(" "));
        var drop = function.result().isPresent() ? " drop" : "";
        return WasmBytes.module()
                .importing(function.module(), function.name(), signature)
                .function(">", arguments + " call 0" + drop)
                .memory(1, 1)
                .export("_start", 1);
    }

    private static String letter(ValueType type) {
        return type == ValueType.I32 ? "i" : "I";
    }
}
