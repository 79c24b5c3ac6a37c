package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a claim needs that does not get on. */
class HoldUpTest extends TestingFlow {
    @Test
    void aJobThatCouldRunNeedsAThread() {
        offer(0, RED, "first");
        offer(1, RED, "waits for it");

        assertThat(flow.holdUp(claim)).isEqualTo(new HoldUp.Ready<>(ticket(0, RED, "first")));
    }

    /** Whoever waits for a thread waits for one that runs. */
    @Test
    void aJobThatRunsIsNamedBeforeOneThatCould() {
        offer(0, RED, "ended");
        offer(1, RED, "could run");
        offer(2, FREE, "runs");
        var ended = flow.next().orElseThrow();
        var running = flow.next().orElseThrow();

        end(ended);
        committed();

        assertThat(flow.holdUp(claim)).isEqualTo(new HoldUp.Running<>(running));
    }

    /** Another was named that ran meanwhile, or none. */
    @Test
    void aJobThatHasEndedNeedsATransaction() {
        offer(0, FREE, "ended");
        offer(1, FREE, "runs");
        var ended = flow.next().orElseThrow();
        var running = flow.next().orElseThrow();

        end(ended);

        assertThat(flow.holdUp(claim)).isEqualTo(new HoldUp.Uncommitted<>(ended));
        flow.gather(0);
        assertThat(flow.holdUp(claim)).isEqualTo(new HoldUp.Uncommitted<>(ended));
        flow.seal();
        flow.committed();
        assertThat(flow.holdUp(claim)).isEqualTo(new HoldUp.Running<>(running));
    }

    @Test
    void ofSeveralThatHaveEndedTheFirstInTheLogIsNamed() {
        offer(0, FREE, "slow");
        offer(1, FREE, "quick");
        var slow = flow.next().orElseThrow();

        run();
        end(slow);

        assertThat(flow.holdUp(claim)).isEqualTo(new HoldUp.Uncommitted<>(slow));
    }

    /** They have a log of their own, and share the partition's lanes. */
    @Test
    void jobsThatAreTriedAgainAreNamedToo() {
        var beside = flow.later().claim(claim, Progress.upTo(0));
        var again = new Ticket<>(beside, 4, FREE, 1, "again");
        flow.later().offer(again, 10);

        assertThat(flow.holdUp(claim)).isEqualTo(new HoldUp.Nothing<>());
        flow.later().awaken(10);

        assertThat(flow.holdUp(claim)).isEqualTo(new HoldUp.Ready<>(again));
    }

    @Test
    void anothersJobsAreNotNamed() {
        var other = flow.claim(Progress.upTo(0));
        flow.offer(other, 0, FREE, 1, "another's");
        flow.next();

        assertThat(flow.holdUp(claim)).isEqualTo(new HoldUp.Nothing<>());
    }

    private Ticket<String> ticket(long offset, Optional<Lane> lane, String job) {
        return new Ticket<>(claim, offset, lane, 1, job);
    }
}
