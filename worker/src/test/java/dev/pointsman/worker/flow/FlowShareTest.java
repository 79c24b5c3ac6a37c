package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** An owner may have so many threads at once; its jobs are named by it. */
class FlowShareTest extends TestingFlow {
    private final Flow<String, String, String> shared = of(2);
    private final Claim its = shared.claim(Progress.upTo(0));
    private int offsets;

    @Test
    void nobodyHasMoreThreadsThanItMay() {
        offer(its, "a1", "a2", "a3", "b1");

        assertThat(jobs(begun())).containsExactly("a1", "b1", "a2");
        assertThat(shared.canBegin()).isFalse();

        offer(its, "c1");
        assertThat(jobs(begun())).containsExactly("c1");
    }

    @Test
    void whoGivesOneBackHasTheNextTurnButOne() {
        offer(its, "a1", "a2", "a3", "a4");
        var running = begun();
        offer(its, "b1", "b2");

        end(running.getFirst());

        assertThat(jobs(begun())).containsExactly("b1", "a3", "b2");
    }

    @Test
    void oneThatIsPutOffGivesItsThreadBack() {
        offer(its, "a1", "a2", "a3");
        var running = begun();

        shared.putOff(running.getFirst(), new Nothing(), OptionalLong.empty());
        assertThat(jobs(begun())).containsExactly("a3");

        shared.fetched(shared.errand().orElseThrow());
        assertThat(shared.next()).isEmpty();
        end(running.getLast());
        assertThat(jobs(begun())).containsExactly("a1");
    }

    /** What runs has its thread until it ends, though nobody wants it. */
    @Test
    void aThreadIsNotFreeBecauseItsClaimIsReleased() {
        offer(its, "a1", "a2", "a3");
        var running = begun();
        shared.release(its);
        offer(shared.claim(Progress.upTo(0)), "a4", "a5", "b1");

        assertThat(jobs(begun())).containsExactly("b1");

        running.forEach(this::end);
        assertThat(jobs(begun())).containsExactly("a4", "a5");
    }

    @Test
    void whoIsPassedOverAndHasNothingLeftHasNoTurn() {
        offer(its, "a1", "a2");
        var running = begun();
        var other = shared.claim(Progress.upTo(0));
        offer(other, "a3");
        shared.release(other);

        running.forEach(this::end);

        assertThat(shared.next()).isEmpty();
    }

    /** Else nobody would poll what others have behind it. */
    @Test
    void whatItMayNotBeginIsNoWork() {
        offer(its, "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
        assertThat(shared.hasEnough()).isTrue();

        var _ = begun();

        assertThat(shared.hasEnough()).isFalse();
        assertThat(shared.isFull(its)).isFalse();
    }

    @Test
    void aLaneWaitsForItsJobAndNotForAThread() {
        var one = of(1);
        var claim = one.claim(Progress.upTo(0));
        one.offer(claim, 0, RED, 1, "a1");
        one.offer(claim, 1, RED, 1, "a2");
        one.offer(claim, 2, BLUE, 1, "a3");
        var first = one.next().orElseThrow();
        assertThat(one.next()).isEmpty();

        one.end(first, "done", 1);

        assertThat(one.next().orElseThrow().job()).isEqualTo("a3");
        assertThat(one.next()).isEmpty();
    }

    private static Flow<String, String, String> of(int maxAtOnce) {
        var limits = new FlowLimits(100, 3, INTERVAL, 1_000, maxAtOnce);
        return new Flow<>(limits, job -> job.charAt(0));
    }

    private void offer(Claim claim, String... jobs) {
        for (var job : jobs) {
            assertThat(shared.offer(claim, offsets++, FREE, 1, job)).isEqualTo(Offer.TAKEN);
        }
    }

    /** All that may begin. */
    private List<Ticket<String>> begun() {
        var begun = new ArrayList<Ticket<String>>();
        for (var next = shared.next(); next.isPresent(); next = shared.next()) {
            begun.add(next.get());
        }
        return begun;
    }

    private static List<String> jobs(List<Ticket<String>> tickets) {
        return tickets.stream().map(Ticket::job).toList();
    }

    @Override
    void end(Ticket<String> ticket) {
        shared.end(ticket, "done", 1);
    }

    private record Nothing() implements Need {
        @Override
        public void fetch(Runnable then) {
            throw new AssertionError("a flow fetches nothing itself");
        }
    }
}
