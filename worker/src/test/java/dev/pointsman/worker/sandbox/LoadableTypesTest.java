package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Valid types that the engine makes no class of are refused by name, and no others. */
class LoadableTypesTest {
    private final Gate gate = new Gate(Main.hostFunctions());

    @ParameterizedTest
    @CsvSource({">pi, >ei", ">ppI, >peI", "i>ie, f>ip"})
    void resultsThatDifferOnlyInAReferencesKindAreRefused(String one, String other) {
        var refused = (Admission.Refused) gate.admit(functions(one, 1, other).bytes());

        assertThat(refused.detail())
                .startsWith("function types whose results differ only in the kind of a reference");
    }

    @ParameterizedTest
    @CsvSource({">pi, >ip", ">pi, >pI", ">p, >e", "p>i, e>i", ">pi, i>pi"})
    void otherResultsAreNot(String one, String other) {
        assertThat(gate.admit(functions(one, 1, other).bytes()))
                .isInstanceOf(Admission.Admitted.class);
    }

    @ParameterizedTest
    @CsvSource({"Ii>", "FF>i", "iIi>"})
    void manyFunctionsOfAWideParameterBeforeAnotherAreRefused(String type) {
        var refused = (Admission.Refused) gate.admit(functions(type, 1_025, ">").bytes());

        assertThat(refused.detail())
                .startsWith(
                        "1025 functions of one type with a parameter of 64 bits that is not the last (expected: at most 1024");
    }

    @ParameterizedTest
    @CsvSource({"Ii>, 1024", "iI>, 1025", "I>, 1025", "if>, 1025", ">, 1025"})
    void fewerOrNarrowerOnesAreNot(String type, int functions) {
        assertThat(gate.admit(functions(type, functions, "f>").bytes()))
                .isInstanceOf(Admission.Admitted.class);
    }

    /** The engine takes imports for functions like any. */
    @Test
    void anImportCountsToo() {
        var module =
                WasmBytes.module()
                        .importing("wasi_snapshot_preview1", "fd_seek", "iIii>i")
                        .function(">", "");
        for (var i = 0; i < 1_024; i++) {
            module.function("iIii>i", "unreachable");
        }

        var refused = (Admission.Refused) gate.admit(module.export("_start", 1).bytes());

        assertThat(refused.detail()).startsWith("1025 functions of one type");
    }

    private static WasmBytes functions(String type, int functions, String other) {
        var module = WasmBytes.module().function(">", "").function(other, "unreachable");
        for (var i = 0; i < functions; i++) {
            module.function(type, "unreachable");
        }
        return module.export("_start", 0);
    }
}
