package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a job used is counted, however it ends. */
class BillTest {
    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @Test
    void whatGoesThroughTheHostIsCounted() {
        var job = TestingContexts.reading("hello");

        var usage = sandbox.run(Guests.testing("echo"), job).usage();

        assertThat(usage.hostCalls()).isEqualTo(3);
        assertThat(usage.bytesIn()).isEqualTo(5);
        assertThat(usage.bytesOut()).isEqualTo(5);
        assertThat(usage.hostTime()).isPositive();
    }

    @Test
    void theMostMemoryIsCounted() {
        var context = TestingContexts.context(TestingLimits.pages(7));

        var usage = sandbox.run(Guests.testing("greedy"), context).usage();

        assertThat(usage.peakPages()).isEqualTo(7);
    }

    @Test
    void aGuestThatIsStoppedHasUsedAllItsFuel() {
        var context = TestingContexts.context(TestingLimits.fuel(10_000));

        var usage = sandbox.run(Guests.testing("spin"), context).usage();

        assertThat(usage.fuel()).isEqualTo(10_000);
    }

    @Test
    void aGuestThatAsksForNothingOwesNothing() {
        var usage = sandbox.run(WasmBytes.program("")).usage();

        assertThat(usage.fuel()).isZero();
        assertThat(usage.hostCalls()).isZero();
        assertThat(usage.hostTime()).isEqualTo(Duration.ZERO);
    }
}
