package dev.pointsman.worker.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.Bombs;
import dev.pointsman.worker.testing.WasmBytes;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What would cost a parser or a compiler far more than its author is refused, with advice. */
class GateBombTest {
    private static final long KIB = 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Gate gate = new Gate(Main.hostFunctions());

    static Stream<Arguments> bombs() {
        return Bombs.all().entrySet().stream()
                .map(bomb -> Arguments.of(bomb.getKey(), bomb.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void aBombIsRefused(String what, Supplier<Payload> bomb) {
        var admission = gate.admit(bomb.get());

        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused ->
                                assertThat(refused.code())
                                        .isIn(ErrorCode.MODULE_REFUSED, ErrorCode.MODULE_NOT_CORE));
    }

    /**
     * What our own reading refuses costs a copy of the file; what the parser has made of the rest,
     * less than is set aside for one that is compiled.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void aRefusalTakesLittleMemory(String what, Supplier<Payload> bomb) {
        var bytes = bomb.get();
        var before = THREADS.getCurrentThreadAllocatedBytes();

        var refused = (Admission.Refused) gate.admit(bytes);

        var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        var isByReading = refused.detail().contains(", at byte ");
        assertThat(allocated)
                .as(what)
                .isLessThan(isByReading ? bytes.size() + 1_024 * KIB : 65_536 * KIB);
    }

    static Stream<Arguments> whatKeepsAParserBusy() {
        var targets = "block #40 i32.const 0 br_table 4000 " + "0 ".repeat(4_001) + "end ";
        return Stream.of(
                Arguments.of(
                        "branches out of too many blocks",
                        bomb("25,000 branches out of 25,000 blocks")),
                Arguments.of(
                        "loops beside too many blocks", bomb("87,000 loops beside each other")),
                Arguments.of("code of which the engine makes", bomb("two megabytes of blocks")),
                Arguments.of("code of which the engine makes", bomb("two megabytes of branches")),
                Arguments.of(
                        "code of which the engine makes", bomb("two megabytes of values dropped")),
                Arguments.of(
                        "a function that has no end",
                        WasmBytes.module().function(">", "block #40").bytes()),
                Arguments.of(
                        "instructions behind a function's end",
                        WasmBytes.program("end loop #40 end block #40").bytes()),
                Arguments.of(
                        "too many variables in too large functions",
                        bomb("4,000 variables in ten long functions")),
                Arguments.of(
                        "more than 100000 targets of branches",
                        WasmBytes.program(targets.repeat(26)).bytes()),
                Arguments.of(
                        "constants computed by more than 20000 instructions",
                        bomb("10,000 globals of 15 instructions each")),
                Arguments.of(
                        "constants computed by more than 20000 instructions",
                        bomb("10,000 empty segments at places that are computed")),
                Arguments.of(
                        "results: 1 bytes where 0 are left",
                        WasmBytes.headerAnd("01 03 01 60 00 01 7f")));
    }

    private static Payload bomb(String name) {
        return requireNonNull(Bombs.all().get(name)).get();
    }

    /** A parser or compiler would refuse it too, when it is through with it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("whatKeepsAParserBusy")
    void itIsRefusedBeforeAParserSeesIt(String why, Payload bomb) {
        var refused = (Admission.Refused) gate.admit(bomb);

        assertThat(refused.detail()).startsWith(why).contains(", at byte ");
    }

    /** Which of the caps it is that the bombs of small functions go over. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8,000 selections beside 5,000 wide variables | too many branches and selections",
                "285 branches to 128 targets beside 5,000 wide variables | too many branches and selections",
                "six loops around blocks that keep values of other types, beside 2,000 variables | branches at which too many values and variables are compared",
                "an if that leaves another type than it takes, beside long code | function 1: end leaves what its if took",
                "40,000 calls of 64 results | calls of 1280000 results",
                "10,000 data segments of two bytes in two leaves each | data segments that fill 20000 blocks",
                "60,000 elements beside 8 MiB of image and 2 MB to copy from | a module that keeps ",
                "105,000 calls through a table beside 1,000 types | calls through tables, by the module's types: 10",
                "three functions of 16,300 constants behind ten thousand | code with more than 21982 different constants",
            })
    void whatIsDearForItsLengthIsRefusedBeforeItIsCompiled(String what, String why) {
        var refused = (Admission.Refused) gate.admit(bomb(what));

        assertThat(refused.detail()).startsWith(why);
    }

    /**
     * A number of two bytes where one would do shifts all that follows, and so does a missing end.
     */
    static Stream<Arguments> whatAParserWouldReadOtherwise() {
        var threeFunctions = "01 04 01 60 00 00 03 04 03 00 00 00 ";
        return Stream.of(
                Arguments.of(
                        "an export of the unknown kind 128",
                        "07 0d 02 01 61 80 00 05 ff ff ff ff 07 00 00"),
                Arguments.of(
                        "an element segment of the unknown kind 128",
                        "09 10 02 01 80 00 00 44 41 00 0b ff ff ff ff 07 0b 00"),
                Arguments.of(
                        "a function without instructions",
                        threeFunctions
                                + "0a 4b 03 01 00 0b 00 00 0b 43 00 12 00 01 01 01 01 3b 00 00 "
                                + "01".repeat(56)
                                + "0b"),
                Arguments.of(
                        "a function that has no end",
                        threeFunctions + "0a 0a 03 02 00 01 02 00 0b 02 00 0b"),
                Arguments.of(
                        "a block of type 100",
                        "01 04 01 60 00 00 03 02 01 00 0a 08 01 06 00 02 e4 00 20 0b"),
                Arguments.of(
                        "a block of type 99",
                        "01 04 01 60 00 00 03 02 01 00 0a 08 01 06 00 03 e3 00 20 0b"),
                Arguments.of(
                        "a block of type 64",
                        "01 04 01 60 00 00 03 02 01 00 0a 08 01 06 00 02 c0 00 20 0b"),
                Arguments.of(
                        "a block of type 105",
                        "01 04 01 60 00 00 03 02 01 00 0a 08 01 06 00 02 e9 00 20 0b"),
                Arguments.of(
                        "a block of type 127",
                        "01 04 01 60 00 00 03 02 01 00 0a 08 01 06 00 04 ff 00 20 0b"),
                Arguments.of("a table of the unknown kind 128", "04 09 01 40 80 70 00 00 d0 70 0b"),
                Arguments.of(
                        "a type of the garbage collection proposal (0x40)",
                        "02 09 01 01 61 01 62 01 40 00 00"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatAParserWouldReadOtherwise")
    void whatAParserWouldReadOtherwiseIsNotHandedToIt(String why, String module) {
        var refused = (Admission.Refused) gate.admit(WasmBytes.headerAnd(module));

        assertThat(refused.detail()).startsWith(why).contains(", at byte ");
    }

    @Test
    void aFileLargerThanAnyModuleIsRefused() {
        var admission = gate.admit(WasmBytes.headerAnd("00".repeat(4 * 1024 * 1024)));

        assertThat(admission)
                .isEqualTo(
                        new Admission.Refused(
                                ErrorCode.MODULE_REFUSED,
                                "the module is of 4194312 bytes (expected: at most 4194304;"
                                        + " strip it: debug information is most of a large module)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v128.const #00000000000000000000000000000000 drop | SIMD: build without it",
                "i32.const 0 i32.const 0 i64.const -1 memory.atomic.wait32 2 0 drop | threads: build without them",
                "return_call 0 | tail calls: build without them",
                "try_table #40 #00 end | exceptions: build without them",
                "i32.const 1 ref.i31 drop | garbage collection: build for a target without it",
            })
    void aRefusalSaysWhatToDo(String code, String advice) {
        var admission = gate.admit(WasmBytes.program(code).bytes());

        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.detail()).contains(advice));
    }
}
