package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A flow with one claim, and what tests do with it. */
abstract class TestingFlow {
    static final Duration INTERVAL = Duration.ofMillis(20);
    static final Optional<Lane> FREE = Optional.empty();
    static final Optional<Lane> RED = lane("red");
    static final Optional<Lane> BLUE = lane("blue");
    static final FlowLimits LIMITS = new FlowLimits(3, 3, INTERVAL, 1_000);

    final Flow<String, String, String> flow = new Flow<>(LIMITS);
    final Claim claim = flow.claim(Progress.upTo(0));

    @BeforeEach
    void theGroupVouches() {
        flow.vouched("first poll");
    }

    void offer(long offset, Optional<Lane> lane, String job) {
        assertThat(flow.offer(claim, offset, lane, 1, job)).isEqualTo(Offer.TAKEN);
    }

    String next() {
        return flow.next().orElseThrow().job();
    }

    /** Runs the next job to its end. */
    void run() {
        end(flow.next().orElseThrow());
    }

    void end(Ticket<String> ticket) {
        flow.end(ticket, "done", 1);
    }

    /** Gathers what has ended, and nothing more. */
    Batch<String, String, String> batch() {
        flow.gather(0);
        return flow.seal();
    }

    Batch<String, String, String> committed() {
        var batch = batch();
        flow.committed();
        return batch;
    }

    static Optional<Lane> lane(String key) {
        return Optional.of(new Lane(new TenantId("acme"), Payload.ofUtf8(key)));
    }
}
