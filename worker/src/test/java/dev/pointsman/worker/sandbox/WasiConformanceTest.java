package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.TestingSandbox.Ended;
import dev.pointsman.worker.testing.WasmBytes;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No function of WASI can be handed a bad piece of memory, by whichever of its numbers: all others
 * are what a good guest hands over, so that none is refused before the bad one is looked at.
 */
class WasiConformanceTest {
    private static final String WASI = "wasi_snapshot_preview1";
    private static final int PAGE = 65_536;

    /** Where a good guest has its two vectors; behind them is room for what they point to. */
    private static final int VECTORS = 0;

    private static final int BUFFER = 64;
    private static final int OUT = 1_024;
    private static final int MORE_OUT = 2_048;

    /** What admission, compiler and the rest of a small job allocate, with room. */
    private static final long LITTLE = 100_000_000;

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    /** Those that touch memory; the bytes at a pointer, or 0 where a number is none. */
    static Stream<Call> calls() {
        return Stream.of(
                new Call("args_get", "ii", List.of(OUT, MORE_OUT), List.of(4, 4)),
                new Call("args_sizes_get", "ii", List.of(OUT, MORE_OUT), List.of(4, 4)),
                new Call("environ_get", "ii", List.of(OUT, MORE_OUT), List.of(4, 4)),
                new Call("environ_sizes_get", "ii", List.of(OUT, MORE_OUT), List.of(4, 4)),
                new Call("clock_res_get", "ii", List.of(0, OUT), List.of(0, 8)),
                new Call("clock_res_get", "ii", List.of(1, OUT), List.of(0, 8)),
                new Call("clock_time_get", "iIi", List.of(0, 0, OUT), List.of(0, 0, 8)),
                new Call("clock_time_get", "iIi", List.of(1, 0, OUT), List.of(0, 0, 8)),
                new Call("random_get", "ii", List.of(OUT, 8), List.of(8, 0)),
                new Call("fd_fdstat_get", "ii", List.of(0, OUT), List.of(0, 24)),
                new Call("fd_filestat_get", "ii", List.of(0, OUT), List.of(0, 64)),
                reading(),
                writing(1),
                writing(2));
    }

    static Stream<Call> callsWithVectors() {
        return Stream.of(reading(), writing(1), writing(2));
    }

    private static Call reading() {
        return new Call("fd_read", "iiii", List.of(0, VECTORS, 2, OUT), List.of(0, 16, 0, 4));
    }

    private static Call writing(int file) {
        return new Call("fd_write", "iiii", List.of(file, VECTORS, 2, OUT), List.of(0, 16, 0, 4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void aGoodGuestIsAnsweredThatAllIsWell(Call call) {
        assertThat(run(call, goodVectors()).outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    static Stream<Arguments> everyPointerToEveryBadPlace() {
        return calls().flatMap(call ->
                call.pointers()
                        .flatMap(at ->
                                badPointers(call.bytes().get(at))
                                        .mapToObj(bad -> Arguments.of(call, at, bad))));
    }

    /** Over the end, beyond it, and where pointer and bytes together begin again at 0. */
    private static IntStream badPointers(int bytes) {
        return IntStream.of(
                PAGE - bytes + 1, PAGE, Integer.MAX_VALUE, Integer.MIN_VALUE, -bytes, -1);
    }

    @ParameterizedTest(name = "{0}: argument {1} is {2}")
    @MethodSource("everyPointerToEveryBadPlace")
    void aBadPointerEndsTheJobWithADefinedError(Call call, int at, int pointer) {
        assertRefused(run(call.with(at, pointer), goodVectors()));
    }

    static Stream<Arguments> everyVectorAtEveryBadPlace() {
        return callsWithVectors()
                .flatMap(call ->
                        Stream.of(0, 1)
                                .flatMap(vector ->
                                        ConformanceTest.badPlaces()
                                                .map(place -> Arguments.of(call, vector, place))));
    }

    @ParameterizedTest(name = "{0}: vector {1}")
    @MethodSource("everyVectorAtEveryBadPlace")
    void aBadVectorEndsTheJobWithADefinedError(Call call, int vector, int[] place) {
        var vectors = goodVectors();
        System.arraycopy(place, 0, vectors, 2 * vector, 2);

        assertRefused(run(call, vectors));
    }

    static Stream<int[]> badPlaces() {
        return ConformanceTest.badPlaces();
    }

    /** More than it gives at once is answered with a number; where it should go does not matter. */
    @ParameterizedTest
    @MethodSource("badPlaces")
    void randomBytesGoNowhereElse(int[] place) {
        var call = new Call("random_get", "ii", List.of(place[0], place[1]), List.of(8, 0));

        var ended = run(call, goodVectors());

        if (Integer.toUnsignedLong(place[1]) > PAGE) {
            assertThat(ended.outcome()).satisfies(WasiConformanceTest::saysInvalid);
        } else {
            assertRefused(ended);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1", "1025", "2147483647", "-2147483648"})
    void asManyVectorsAreNotLookedAt(int count) {
        callsWithVectors()
                .map(call -> call.with(2, count).with(1, PAGE).with(3, PAGE))
                .forEach(call ->
                        assertThat(run(call, goodVectors()).outcome())
                                .satisfies(WasiConformanceTest::saysInvalid));
    }

    private static void saysInvalid(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, it -> assertThat(it.exitCode()).isEqualTo(28));
    }

    private static void assertRefused(Ended ended) {
        assertThat(ended.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Errored.class,
                        error -> {
                            assertThat(error.code()).isEqualTo(ErrorCode.HOST_CALL_INVALID);
                            assertThat(error.detail()).startsWith("the guest handed the host ");
                        });
    }

    private static int[] goodVectors() {
        return new int[] {BUFFER, 1, BUFFER + 1, 1};
    }

    /** A guest that ends with what it was answered. */
    private Ended run(Call call, int... vectors) {
        var bytes = ByteBuffer.allocate(4 * vectors.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(vectors).forEach(bytes::putInt);
        var module =
                WasmBytes.module()
                        .importing(WASI, call.name(), call.signature() + ">i")
                        .importing(WASI, "proc_exit", "i>")
                        .function(">", call.arguments() + " call 0 call 1")
                        .memory(1, 1)
                        .data(VECTORS, bytes.array())
                        .export("_start", 2);
        var before = allocatedByAllThreads();

        var ended = sandbox.run(module.bytes(), TestingContexts.reading("some input"));

        assertThat(allocatedByAllThreads() - before).isLessThan(LITTLE);
        return ended;
    }

    private static long allocatedByAllThreads() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    /** A function, the numbers a good guest hands it, and how much lies where they point. */
    record Call(String name, String signature, List<Integer> numbers, List<Integer> bytes) {
        Call with(int at, int number) {
            var others = new ArrayList<>(numbers);
            others.set(at, number);
            return new Call(name, signature, List.copyOf(others), bytes);
        }

        Stream<Integer> pointers() {
            return IntStream.range(0, bytes.size()).filter(at -> bytes.get(at) > 0).boxed();
        }

        String arguments() {
            return IntStream.range(0, numbers.size())
                    .mapToObj(at ->
                            (signature.charAt(at) == 'i' ? "i32.const " : "i64.const ")
                                    + numbers.get(at))
                    .collect(Collectors.joining(" "));
        }

        @Override
        public String toString() {
            return name + numbers;
        }
    }
}
