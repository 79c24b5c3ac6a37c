package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/**
 * A partition of jobs and its retries, of which some keep their key's order. Owned by one thread.
 */
abstract class TestingKeyOrder extends TestingFlow {
    final Later<String, String> later = flow.later();
    final KeyOrder<String> order = later.order();
    final Claim beside = later.claim(claim, Progress.upTo(0));

    /** The next job is run, and ends to be tried again in its key's order. */
    void fails() {
        var ticket = flow.next().orElseThrow();
        order.keep(ticket);
        end(ticket);
        committed();
    }

    Ticket<String> retry(long offset, long place, Optional<Lane> lane, String job) {
        return new Ticket<>(beside, offset, place, lane, 1, job);
    }

    /** It is read, and is to be tried again in its key's order. */
    void read(long offset, long place, Optional<Lane> lane, String job, long dueNanos) {
        var ticket = retry(offset, place, lane, job);
        assertThat(later.offer(ticket, dueNanos)).isEqualTo(Offer.TAKEN);
        order.waits(ticket);
    }

    void readFree(long offset, long place, Optional<Lane> lane, String job) {
        assertThat(later.offer(retry(offset, place, lane, job), 0)).isEqualTo(Offer.TAKEN);
    }

    void assertNothingBegins() {
        assertThat(flow.next()).isEmpty();
    }

    void cancel(long offset, Optional<Lane> lane, String job) {
        flow.offerCancel(new Ticket<>(claim, offset, lane, 1, job));
        flow.withdraw(List.of(claim), Optional::of);
    }
}
