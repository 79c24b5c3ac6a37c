package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no module, or no whole one. */
class GateFileTest {
    private final Gate gate = new Gate(Main.hostFunctions());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "0061736d",
                "0061736d010000",
                "7f454c4602010100",
                "3c68746d6c3e0a0a"
            })
    void whatIsNotWebAssemblyIsNotCore(String hex) {
        var file = Payload.takingOver(HexFormat.of().parseHex(hex));

        var admission = gate.admit(file);

        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_NOT_CORE);
                            assertThat(refused.detail()).contains("not a WebAssembly file");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "0d000100, component",
        "01000100, component",
        "02000000, version 2",
        "000000ff, version -16777216"
    })
    void anotherKindOrVersionOfWebAssemblyIsNamed(String version, String named) {
        var file = Payload.takingOver(HexFormat.of().parseHex("0061736d" + version));

        var admission = gate.admit(file);

        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_NOT_CORE);
                            assertThat(refused.detail()).contains(named);
                        });
    }

    @Test
    void whatAnEmptyFileBeginsWithIsNothing() {
        var admission = gate.admit(Payload.EMPTY);

        assertThat(admission)
                .isEqualTo(
                        new Admission.Refused(
                                ErrorCode.MODULE_NOT_CORE,
                                "not a WebAssembly file: it begins with '' (expected: '\\0asm')"));
    }

    @Test
    void aModuleThatIsCutOffAnywhereIsRefused() {
        var whole = Guests.testing("echo");

        for (var length = 0; length < whole.size(); length++) {
            var part = Payload.takingOver(whole.range(0, length));

            assertThat(gate.admit(part))
                    .as("the first %d bytes", length)
                    .isInstanceOf(Admission.Refused.class);
        }
    }

    /** Which of them counts would be anybody's guess. */
    @Test
    void aModuleThatSaysTwiceWhatItNeedsIsRefused() {
        var module = WasmBytes.program("nop").custom("pointsman", "61").custom("pointsman", "62");

        assertThat(gate.admit(module.bytes()))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused ->
                                assertThat(refused.detail())
                                        .startsWith("2 sections pointsman (expected: one with"));
    }

    @Test
    void aModuleThatSaysAtLengthWhatItNeedsIsRefused() {
        var fits = WasmBytes.program("nop").custom("pointsman", "61".repeat(16 * 1024));
        var large = WasmBytes.program("nop").custom("pointsman", "61".repeat(16 * 1024 + 1));

        assertThat(gate.admit(fits.bytes())).isInstanceOf(Admission.Admitted.class);
        assertThat(gate.admit(large.bytes()))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused ->
                                assertThat(refused.detail())
                                        .contains("a section pointsman of 16385 bytes"));
    }

    /** Each line is an object of its own, many times as large as what is in the file. */
    @Test
    void aModuleThatSaysItNeedsMoreThanThereIsIsRefused() {
        var fits = WasmBytes.program("nop").custom("pointsman", "610a".repeat(256) + "230a");
        var many = WasmBytes.program("nop").custom("pointsman", "610a".repeat(257));

        assertThat(gate.admit(fits.bytes())).isInstanceOf(Admission.Admitted.class);
        assertThat(gate.admit(many.bytes()))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_REFUSED);
                            assertThat(refused.detail())
                                    .contains(
                                            "a section pointsman with 257 capabilities (expected:"
                                                    + " at most 256");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-price", "table-to-json", "weather-alert"})
    void whatAStockToolchainMakesIsAdmitted(String example) {
        var module = Guests.example(example);

        var admission = gate.admit(module);

        assertThat(admission).isInstanceOf(Admission.Admitted.class);
    }
}
