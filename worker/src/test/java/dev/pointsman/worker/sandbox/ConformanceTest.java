package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.Capabilities;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.testing.HostFunctionsDocument;
import dev.pointsman.worker.testing.HostFunctionsDocument.Described;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The host functions are those of the contract, and none can be handed a bad piece of memory. */
class ConformanceTest {
    private static final int PAGE = 65_536;

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @Test
    void theFunctionsAreThoseOfTheContract() {
        var offered =
                Main.hostFunctions().list().stream()
                        .filter(function -> function.module().equals(Capabilities.MODULE));

        assertThat(offered)
                .extracting(
                        HostFunction::name,
                        HostFunction::capability,
                        HostFunction::parameters,
                        HostFunction::result)
                .containsExactlyInAnyOrderElementsOf(
                        HostFunctionsDocument.functions().stream()
                                .map(it ->
                                        tuple(
                                                it.name(),
                                                Optional.of(it.capability()),
                                                it.types(),
                                                Optional.of(ValueType.I32)))
                                .toList());
    }

    static Stream<Arguments> everyPieceOfMemoryAtEveryBadPlace() {
        return HostFunctionsDocument.functions().stream()
                .flatMap(function ->
                        function.pointers().stream()
                                .flatMap(at ->
                                        badPlaces()
                                                .map(place ->
                                                        Arguments.of(
                                                                function, at, place[0],
                                                                place[1]))));
    }

    /** Beyond the end, over the end, and where pointer and length together begin again at 0. */
    static Stream<int[]> badPlaces() {
        return Stream.of(
                new int[] {PAGE + 1, 0},
                new int[] {PAGE, 1},
                new int[] {PAGE - 1, 2},
                new int[] {0, PAGE + 1},
                new int[] {0, Integer.MAX_VALUE},
                new int[] {0, -1},
                new int[] {0, Integer.MIN_VALUE},
                new int[] {-1, 1},
                new int[] {-1, 2},
                new int[] {-1, Integer.MAX_VALUE},
                new int[] {Integer.MIN_VALUE, 1},
                new int[] {Integer.MIN_VALUE, Integer.MIN_VALUE},
                new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE},
                new int[] {-8, 16});
    }

    @ParameterizedTest(name = "{0}: argument {1} at {2}, of {3}")
    @MethodSource("everyPieceOfMemoryAtEveryBadPlace")
    void aBadPieceOfMemoryEndsTheJobWithADefinedError(
            Described function, int at, int pointer, int length) {
        var ended = sandbox.run(calling(function, at, pointer, length));

        assertThat(ended.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Errored.class,
                        error -> {
                            assertThat(error.code()).isEqualTo(ErrorCode.HOST_CALL_INVALID);
                            assertThat(error.detail()).startsWith("the guest handed the host ");
                        });
        assertThat(ended.effects().publications()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.pointsman.worker.testing.HostFunctionsDocument#functions")
    void whatIsNotGrantedEndsTheJobBeforeItsArgumentsAreLookedAt(Described function) {
        var nothing =
                TestingContexts.context(
                        TestingContexts.policy(TestingContexts.ACME, "v1", TestingLimits.ROOMY),
                        TestingContexts.request(""));

        var ended = sandbox.run(calling(function, 0, -1, -1).bytes(), nothing);

        assertThat(ended.code()).isEqualTo(ErrorCode.CAPABILITY_DENIED);
        assertThat(ended.outcome().toString())
                .contains("acme is not granted " + function.capability());
    }

    /** A guest whose other pieces of memory are the letter x. */
    private static WasmBytes calling(Described function, int at, int pointer, int length) {
        var numbers = goodNumbers(function);
        numbers[at] = pointer;
        numbers[at + 1] = length;
        var types = function.types();
        var arguments =
                IntStream.range(0, numbers.length)
                        .mapToObj(i ->
                                (types.get(i) == ValueType.I32 ? "i32.const " : "i64.const ")
                                        + numbers[i])
                        .collect(Collectors.joining(" "));
        var signature =
                types.stream()
                        .map(type -> type == ValueType.I32 ? "i" : "I")
                        .collect(Collectors.joining());
        return WasmBytes.module()
                .importing(function.module(), function.name(), signature + ">i")
                .function(">", arguments + " call 0 drop")
                .memory(1, 1)
                .data(0, (byte) 'x')
                .export("_start", 1);
    }

    private static int[] goodNumbers(Described function) {
        var numbers = new int[function.types().size()];
        function.pointers().forEach(at -> numbers[at + 1] = 1);
        return numbers;
    }
}
