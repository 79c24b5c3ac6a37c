package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job is a program: it has a {@code _start} that takes nothing and answers nothing. */
class GateEntryTest {
    private static final String WASI = "wasi_snapshot_preview1";

    private final Gate gate = new Gate(Main.hostFunctions());

    @Test
    void aLibraryIsRefusedWithAdvice() {
        var library = Guests.testing("no-start");

        var refused = refusal(library);

        assertThat(refused.code()).isEqualTo(ErrorCode.EXPORT_MISSING);
        assertThat(refused.detail()).contains("_start", "build a program");
    }

    @ParameterizedTest
    @CsvSource({"i>, unreachable", ">i, i32.const 1", "I>i, unreachable"})
    void aStartWithParametersOrResultsIsRefused(String signature, String code) {
        var module = WasmBytes.module().function(signature, code).export("_start", 0);

        var refused = refusal(module.bytes());

        assertThat(refused.code()).isEqualTo(ErrorCode.EXPORT_MISSING);
        assertThat(refused.detail()).contains("(expected: no parameters, no results)");
    }

    @Test
    void aStartThatIsNoFunctionIsRefused() {
        var module = WasmBytes.module().memory(1, 1).entry(7, "06 5f7374617274 02 00");

        var refused = refusal(module.bytes());

        assertThat(refused.code()).isEqualTo(ErrorCode.EXPORT_MISSING);
    }

    @Test
    void aStartThatIsAnImportOfTheWrongTypeIsRefused() {
        var module = WasmBytes.module().importing(WASI, "proc_exit", "i>").export("_start", 0);

        var refused = refusal(module.bytes());

        assertThat(refused.code()).isEqualTo(ErrorCode.EXPORT_MISSING);
    }

    @Test
    void aStartThatDoesNotExistIsRefused() {
        var module = WasmBytes.module().function(">", "").export("_start", 9);

        var refused = refusal(module.bytes());

        assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_REFUSED);
    }

    @Test
    void aStartOfATypeThatDoesNotExistIsRefused() {
        var module =
                WasmBytes.module()
                        .section(3, (byte) 1, (byte) 9)
                        .section(10, code())
                        .export("_start", 0);

        var refused = refusal(module.bytes());

        assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_REFUSED);
    }

    private Admission.Refused refusal(Payload module) {
        return (Admission.Refused) gate.admit(module);
    }

    /** One function without variables that does nothing. */
    private static byte[] code() {
        return new byte[] {1, 2, 0, 0x0b};
    }
}
