package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.wasm.Parser;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.FrameBombs;
import org.junit.jupiter.api.Test;

/**
 * What happens if the virtual machine refuses a class that the engine has generated: nothing more
 * is made of it, since that would cost gigabytes.
 */
class RefusedClassTest {
    private final Gate gate = new Gate(Main.hostFunctions());

    @Test
    void anIfThatLeavesAnotherTypeThanItTakesIsRefusedByUs() {
        var admission = gate.admit(FrameBombs.otherType());

        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused ->
                                assertThat(refused.detail())
                                        .startsWith(
                                                "function 1: end leaves what its if took, of other types, as there is no else"));
    }

    @Test
    void whoWouldWriteDownEachFrameOfItIsNotThere() {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.objectweb.asm.util.CheckClassAdapter"));
    }

    /** Past our own reading, as an engine of tomorrow may generate it. */
    @Test
    void theEngineSaysSoAllTheSame() {
        var bytes = FrameBombs.otherType().toBytes();

        var refused =
                catchThrowableOfType(
                        VerifyError.class,
                        () -> MachineFactoryCompiler.compile(Parser.parse(bytes)));

        assertThat(refused.getSuppressed()).hasExactlyElementsOfTypes(NoClassDefFoundError.class);
    }
}
