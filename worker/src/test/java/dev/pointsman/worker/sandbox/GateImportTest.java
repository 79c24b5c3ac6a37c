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

/** A guest imports what is offered, as it is offered; what it cannot have is named all at once. */
class GateImportTest {
    private static final String WASI = "wasi_snapshot_preview1";

    private final Gate gate = new Gate(Main.hostFunctions());

    @Test
    void allImportsThatNobodyOffersAreNamedWithTheNearestName() {
        var module = Guests.testing("unknown-import");

        var refused = refusal(module);

        assertThat(refused.code()).isEqualTo(ErrorCode.IMPORT_UNKNOWN);
        assertThat(refused.detail())
                .contains("'env.frobnicate'")
                .contains("'pointsman/v1.config_gett' (did you mean pointsman/v1.config_get?)")
                .doesNotContain("proc_exit");
    }

    @Test
    void aKnownNameWithAnotherTypeIsRefusedWithBothTypes() {
        var module = program().importing(WASI, "fd_write", "iI>i");

        var refused = refusal(module.bytes());

        assertThat(refused.code()).isEqualTo(ErrorCode.IMPORT_UNKNOWN);
        assertThat(refused.detail())
                .contains("'wasi_snapshot_preview1.fd_write' as (I32,I64) -> (I32)")
                .contains("(it is (I32,I32,I32,I32) -> (I32))");
    }

    @Test
    void oneNameWithTheRightAndAWrongTypeIsRefused() {
        var module =
                program().importing(WASI, "fd_close", "i>i").importing(WASI, "fd_close", "I>i");

        var refused = refusal(module.bytes());

        assertThat(refused.code()).isEqualTo(ErrorCode.IMPORT_UNKNOWN);
    }

    @Test
    void oneNameImportedTwiceIsAdmitted() {
        var module =
                program().importing(WASI, "fd_close", "i>i").importing(WASI, "fd_close", "i>i");
        module.export("_start", 2);

        var admission = gate.admit(module.bytes());

        assertThat(admission).isInstanceOf(Admission.Admitted.class);
    }

    @ParameterizedTest
    @CsvSource({"MEMORY, 02 00 01", "TABLE, 01 70 00 01", "GLOBAL, 03 7f 00", "TAG, 04 00 00"})
    void aGuestBringsItsOwn(String kind, String kindAndType) {
        var module = program().entry(2, "03 656e76 05 7468696e67" + kindAndType);

        var refused = refusal(module.bytes());

        assertThat(refused)
                .isEqualTo(
                        new Admission.Refused(
                                ErrorCode.IMPORT_UNKNOWN,
                                "nobody offers 'env.thing' (a guest brings its own " + kind + ")"));
    }

    @Test
    void anImportOfATypeThatDoesNotExistIsRefused() {
        var module = program().entry(2, "03 656e76 05 7468696e67 00 09");

        var refused = refusal(module.bytes());

        assertThat(refused.code()).isIn(ErrorCode.MODULE_REFUSED, ErrorCode.IMPORT_UNKNOWN);
    }

    @Test
    void aKnownNameWithATypeThatDoesNotExistIsRefused() {
        var module = program().importing(WASI, "fd_close", "i>i").section(1, new byte[] {0});

        var refused = refusal(module.bytes());

        assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_REFUSED);
    }

    @Test
    void moreImportsThanAnyProgramHasAreRefused() {
        var module = program();
        for (var i = 0; i < 65; i++) {
            module.importing(WASI, "sched_yield", ">i");
        }

        var refused = refusal(module.bytes());

        assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_REFUSED);
        assertThat(refused.detail()).startsWith("65 imports (expected: at most 64)");
    }

    @Test
    void aHostileNameIsShownShortAndPrintable() {
        var module = program().importing("env", "\u001b[2J\n" + "x".repeat(100_000), ">");

        var refused = refusal(module.bytes());

        assertThat(refused.detail()).hasSizeLessThan(200).contains("\\u001b[2J\\u000a");
    }

    private Admission.Refused refusal(Payload module) {
        return (Admission.Refused) gate.admit(module);
    }

    /** A module with one function, which a complaint about its imports comes before. */
    private static WasmBytes program() {
        return WasmBytes.module().function(">", "");
    }
}
