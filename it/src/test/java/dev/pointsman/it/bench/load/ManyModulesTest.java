package dev.pointsman.it.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.Main;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.Gate;
import org.junit.jupiter.api.Test;

final class ManyModulesTest {
    @Test
    void modulesAreAboutFiftyKilobytesAndNoTwoAreAlike() {
        var one = ManyModules.module(1);
        var other = ManyModules.module(2);

        assertThat(one.size()).isBetween(45_000, 60_000);
        assertThat(one).isNotEqualTo(other).isEqualTo(ManyModules.module(1));
    }

    @Test
    void aWorkerWouldRunThem() {
        var gate = new Gate(Main.hostFunctions());

        var admission = gate.admit(ManyModules.module(1));

        assertThat(admission).isInstanceOf(Admission.Admitted.class);
    }
}
