package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Constants that are none, with which globals, tables and segments begin: the module's fault, and
 * not one of the guest's, which has not begun, nor of the worker's.
 */
class SandboxConstantsTest {
    private static final int TABLE = 4;
    private static final int GLOBAL = 6;
    private static final int ELEMENT = 9;

    /** A global of 64 bits, whose upper half is how the engine marks a number that it is to box. */
    private static final String LOOKS_LIKE_AN_OBJECT = "7e 00 42 80 80 80 80 f0 ff ff ff ff 00 0b";

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @ParameterizedTest
    @CsvSource({
        "a sum of nothing, 7f 00 6a 0b",
        "nothing, 7f 00 0b",
        "two values, 7f 00 41 01 41 02 0b",
        "a value of another type, 7f 00 42 01 0b",
        "a sum of another type, 7f 00 42 01 42 02 7c 0b",
        "a global that is not there, 7f 00 23 05 0b",
        "itself, 7f 00 23 00 0b",
        "a function that is not there, 70 00 d2 07 0b",
        "a number for a function, 70 00 41 01 0b",
        "a function for a number, 7f 00 d2 00 0b",
        "nothing for a number, 7f 00 d0 70 0b",
        "another kind of reference, 70 00 d0 6f 0b"
    })
    void aGlobalThatBeginsWith(String what, String entry) {
        var module = WasmBytes.program("").entry(GLOBAL, entry).bytes();

        assertThatTheModuleIsToBlame(what, module);
    }

    @ParameterizedTest
    @CsvSource({
        "at a place of 64 bits, 00 42 00 0b 01 00",
        "at no place, 00 0b 01 00",
        "at a sum of nothing, 00 6a 0b 01 00",
        "at two places, 00 41 00 41 00 0b 01 00",
        "at a global that is not there, 00 23 03 0b 01 00",
        "at a global of 64 bits, 00 23 00 0b 01 00",
        "at a function, 00 d2 00 0b 01 00",
        "of a function that is not there, 00 41 00 0b 01 07",
        "of a number, 04 41 00 0b 01 41 00 0b",
        "of nothing at all, 04 41 00 0b 01 0b",
        "of a sum of nothing, 04 41 00 0b 01 6a 0b",
        "of two functions at once, 04 41 00 0b 01 d2 00 d2 00 0b",
        "of a function named that is not there, 04 41 00 0b 01 d2 07 0b",
        "of a global that is not there, 04 41 00 0b 01 23 03 0b",
        "of a global of 64 bits, 04 41 00 0b 01 23 00 0b",
        "of another kind of reference, 06 00 41 00 0b 6f 01 d0 6f 0b",
        "for a table that is not there, 02 05 41 00 0b 00 01 00",
        "of a number and passive, 05 70 01 41 07 0b",
        "of nothing and passive, 05 70 01 0b",
        "of two functions at once and passive, 05 70 01 d2 00 d2 00 0b",
        "of a sum and passive, 05 70 01 41 07 41 01 6a 0b",
        "of a number and declared, 07 70 01 41 07 0b",
        "of a global of 64 bits and passive, 05 6f 01 23 00 0b",
        "of a global that is not there and passive, 05 70 01 23 03 0b",
        "of a global of 64 bits and declared, 07 6f 01 23 00 0b"
    })
    void aSegmentOfElements(String what, String entry) {
        var module =
                WasmBytes.program("")
                        .table(2)
                        .entry(GLOBAL, LOOKS_LIKE_AN_OBJECT)
                        .entry(ELEMENT, entry)
                        .bytes();

        assertThatTheModuleIsToBlame(what, module);
    }

    /** Nobody asks before it is used. */
    @Test
    void aFunctionThatIsNotThereIsATrapWhereItIsCalled() {
        var use =
                "i32.const 0 i32.const 0 i32.const 1 table.init 0 0 i32.const 0 call_indirect 0 0";
        var module = WasmBytes.program(use).table(2).entry(ELEMENT, "05 70 01 d2 07 0b").bytes();

        assertThat(code(module)).isIn(ErrorCode.GUEST_TRAP, ErrorCode.MODULE_REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "a number, 40 00 70 00 02 41 01 0b",
        "nothing, 40 00 70 00 02 0b",
        "a sum of nothing, 40 00 70 00 02 6a 0b",
        "two functions, 40 00 70 00 02 d2 00 d2 00 0b",
        "a function that is not there, 40 00 70 00 02 d2 07 0b",
        "another kind of reference, 40 00 70 00 02 d0 6f 0b",
        "a global that is not there, 40 00 70 00 02 23 03 0b",
        "a global of 64 bits, 40 00 6f 00 02 23 00 0b"
    })
    void aTableThatBeginsWith(String what, String entry) {
        var module =
                WasmBytes.program("")
                        .entry(TABLE, entry)
                        .entry(GLOBAL, LOOKS_LIKE_AN_OBJECT)
                        .bytes();

        assertThatTheModuleIsToBlame(what, module);
    }

    @ParameterizedTest
    @CsvSource({
        "a global, 6, 7f 00 41 01 41 02 6a 0b",
        "a global of another, 6, 7f 00 23 00 0b",
        "a table of functions, 4, 40 00 70 00 02 d2 00 0b"
    })
    void whatIsOneIsRun(String what, int section, String entry) {
        var module = WasmBytes.program("").entry(GLOBAL, "7f 00 41 05 0b").entry(section, entry);

        var ended = sandbox.run(module);

        assertThat(ended.outcome()).as(what).isInstanceOf(Outcome.Succeeded.class);
    }

    private void assertThatTheModuleIsToBlame(String what, Payload module) {
        assertThat(code(module)).as(what).isEqualTo(ErrorCode.MODULE_REFUSED);
    }

    private ErrorCode code(Payload module) {
        return switch (sandbox.gate().admit(module)) {
            case Admission.Refused(var code, _) -> code;
            case Admission.Admitted(var guest) ->
                    sandbox.run(guest, TestingContexts.context()).code();
        };
    }
}
