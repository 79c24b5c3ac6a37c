package dev.pointsman.worker.flow.sim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.flow.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptOrderTest {
    private static final Optional<Lane> RED =
            Optional.of(new Lane(new TenantId("acme"), Payload.ofUtf8("red")));

    /** Tried twice. */
    private static final PublishedJob STRICT = job(0, 1, true);

    private static final PublishedJob GOOD = job(1, 0, false);
    private static final PublishedJob FREE = job(2, 1, false);

    private static PublishedJob job(long offset, int failures, boolean strict) {
        var id = new JobId(0, offset);
        return new PublishedJob(id, RED, 0, false, id.toString(), false, failures, 1, strict);
    }

    private static PublishedJob again(PublishedJob job) {
        return job.onAttempt(2);
    }

    @Test
    void othersMayBeginWhenItHasEnded() {
        assertThatCode(() -> check(STRICT, again(STRICT), GOOD)).doesNotThrowAnyException();
    }

    @Test
    void oneThatEndsWhileItWaitsHasBegunTooEarly() {
        assertThatThrownBy(() -> check(STRICT, GOOD, again(STRICT)))
                .hasMessageStartingWith("begun between: 0@1");
    }

    /** Its result may come in time. */
    @Test
    void oneThatFailsFirstWhileItWaitsHasBegunTooEarly() {
        assertThatThrownBy(() -> check(STRICT, FREE, again(STRICT), again(FREE)))
                .hasMessageStartingWith("begun between: 0@2");
    }

    @Test
    void oneThatHasLeftTheOrderHoldsUpNobody() {
        assertThatCode(() -> check(FREE, job(3, 0, false), again(FREE))).doesNotThrowAnyException();
    }

    private static void check(PublishedJob... inTurn) {
        var lines = new ArrayList<Line>();
        List.of(inTurn).forEach(job -> lines.addAll(job.lines()));
        new KeptOrder(
                        Map.of(
                                STRICT.id(),
                                STRICT,
                                GOOD.id(),
                                GOOD,
                                FREE.id(),
                                FREE,
                                new JobId(0, 3),
                                job(3, 0, false)),
                        lines)
                .check();
    }
}
