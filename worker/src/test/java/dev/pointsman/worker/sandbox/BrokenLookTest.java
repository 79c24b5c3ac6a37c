package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingSandbox;
import org.junit.jupiter.api.Test;

/** What becomes of an error of the virtual machine while a module is looked at. */
class BrokenLookTest {
    private final ModuleDigest digest = ModuleDigest.of(Guests.testing("echo"));

    /** Not as a defect of the look: it ends the worker, whoever has asked. */
    @Test
    void aBrokenVirtualMachineIsThrownOn() {
        var broken = new InternalError("broken");
        var modules = TestingSandbox.modules();

        assertThatThrownBy(() ->
                        modules.admission(
                                digest,
                                () -> {
                                    throw broken;
                                }))
                .isSameAs(broken);
    }
}
