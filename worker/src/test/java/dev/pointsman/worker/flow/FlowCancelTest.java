package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Jobs that are withdrawn, and the cancels that withdraw them. */
class FlowCancelTest extends TestingFlow {
    /** A cancel of {@code a} is written {@code -a}. */
    private static final Function<String, Optional<?>> NAME =
            job -> Optional.of(job.replace("-", ""));

    @Test
    void aJobThatWaitsInItsLaneNeedNotWaitForThoseBeforeIt() {
        offer(0, RED, "slow");
        offer(1, RED, "unwanted");
        offer(2, RED, "next");
        var slow = flow.next().orElseThrow();

        cancel(3, RED, "-unwanted");

        var unwanted = flow.next().orElseThrow();
        assertThat(unwanted.job()).isEqualTo("unwanted");
        assertThat(unwanted.isWithdrawn()).isTrue();
        end(unwanted);
        assertThat(flow.next()).isEmpty();
        end(slow);
        committed();
        assertThat(next()).isEqualTo("next");
    }

    /**
     * Were the next one committed first, a crash could leave the withdrawn one to be run behind it,
     * before its cancel is polled again.
     */
    @Test
    void thoseBehindAWithdrawnJobWaitForItStill() {
        offer(0, RED, "slow");
        offer(1, RED, "unwanted");
        offer(2, RED, "next");
        var slow = flow.next().orElseThrow();
        cancel(3, RED, "-unwanted");
        var unwanted = flow.next().orElseThrow();

        end(slow);
        assertThat(flow.next()).isEmpty();
        end(unwanted);
        committed();

        assertThat(next()).isEqualTo("next");
    }

    /** Of a later cancel it is no longer to be found, though its place is not taken yet. */
    @Test
    void aWithdrawnJobThatHasEndedIsNotFoundAgain() {
        offer(0, RED, "slow");
        offer(1, RED, "unwanted");
        flow.next();
        cancel(2, RED, "-unwanted");
        run();

        assertThat(cancel(3, RED, "-unwanted")).containsExactly(new Withdrawal<>("-unwanted", 0));
    }

    @Test
    void aJobThatRunsIsWithdrawnAndEndsAsItWill() {
        offer(0, RED, "unwanted");
        offer(1, RED, "next");
        var unwanted = flow.next().orElseThrow();
        assertThat(unwanted.isWithdrawn()).isFalse();

        cancel(2, RED, "-unwanted");

        assertThat(unwanted.isWithdrawn()).isTrue();
        assertThat(flow.next()).isEmpty();
        end(unwanted);
        assertThat(next()).isEqualTo("next");
    }

    /** A crash between the two would leave the job to be run, and nobody to cancel it. */
    @Test
    void theCancelEndsBehindItsJob() {
        offer(0, RED, "slow");
        offer(1, RED, "unwanted");
        var slow = flow.next().orElseThrow();
        cancel(2, RED, "-unwanted");

        assertThat(flow.canGather()).isFalse();
        run();
        end(slow);

        var batch = committed();
        assertThat(batch.jobs())
                .extracting(job -> job.ticket().job())
                .containsExactly("unwanted", "slow");
        assertThat(batch.cancels()).extracting(Ticket::job).containsExactly("-unwanted");
    }

    @Test
    void theCancelOfOneThatRunsIsFinishedWithItAndNotBefore() {
        offer(0, FREE, "unwanted");
        offer(1, FREE, "other");
        var unwanted = flow.next().orElseThrow();
        cancel(2, FREE, "-unwanted");
        run();

        assertThat(committed().progress().get(claim)).isEqualTo(progress(0, 1));
        end(unwanted);
        assertThat(committed().progress().get(claim)).isEqualTo(Progress.upTo(3));
    }

    @Test
    void aCancelThatFindsNobodyEndsAtOnce() {
        assertThat(cancel(0, RED, "-nobody")).containsExactly(new Withdrawal<>("-nobody", 0));

        assertThat(committed().progress().get(claim)).isEqualTo(Progress.upTo(1));
        assertThat(claim.isBusy()).isFalse();
        assertThat(flow.isSettled()).isTrue();
    }

    /** The job's result is not committed yet, but comes before what ends later. */
    @Test
    void aCancelThatIsTooLateEndsBehindItsJobToo() {
        offer(0, RED, "done");
        run();

        var told = cancel(1, RED, "-done");

        assertThat(told).containsExactly(new Withdrawal<>("-done", 0));
        assertThat(committed().progress().get(claim)).isEqualTo(Progress.upTo(2));
    }

    @Test
    void aJobAfterItsCancelIsRun() {
        offerCancel(0, RED, "-a");
        offer(1, RED, "a");
        flow.withdraw(List.of(claim), NAME);

        assertThat(flow.next().orElseThrow().isWithdrawn()).isFalse();
    }

    /** With thousands of jobs and cancels of one name there would be millions of pairs. */
    @Test
    void oneCancelWaitsForTheJobAndTheOthersForNobody() {
        offer(0, FREE, "unwanted");
        cancel(1, FREE, "-unwanted");
        cancel(2, FREE, "-unwanted");

        assertThat(committed().progress().get(claim)).isEqualTo(progress(0, 2));
        run();

        assertThat(committed().progress().get(claim)).isEqualTo(Progress.upTo(3));
    }

    @Test
    void oneCancelOfSeveralJobsEndsBehindTheLast() {
        offer(0, RED, "twice");
        offer(1, RED, "twice");
        var told = cancel(2, RED, "-twice");

        assertThat(told).containsExactly(new Withdrawal<>("-twice", 2));
        run();
        assertThat(committed().progress().get(claim)).isEqualTo(Progress.upTo(1));
        run();
        assertThat(committed().progress().get(claim)).isEqualTo(Progress.upTo(3));
    }

    /** In another lane it would find the job only as long as that waits for nobody. */
    @Test
    void aCancelFindsJobsOfItsOwnLaneOnly() {
        offer(0, RED, "unwanted");
        offer(1, FREE, "unwanted");

        var told = cancel(2, BLUE, "-unwanted");

        assertThat(told).containsExactly(new Withdrawal<>("-unwanted", 0));
    }

    @Test
    void manyCancelsAreLookedIntoAtOnce() {
        offer(0, RED, "slow");
        offer(1, RED, "a");
        offer(2, RED, "b");
        offer(3, BLUE, "c");
        flow.next();

        offerCancel(4, RED, "-b");
        offerCancel(5, BLUE, "-c");
        offerCancel(6, RED, "-a");
        flow.withdraw(List.of(claim), NAME);

        assertThat(List.of(next(), next(), next())).containsExactlyInAnyOrder("a", "b", "c");
    }

    /** What is polled again finds its cancel again. */
    @Test
    void underARetiredClaimNeitherAJobThatHasNotBegunNorItsCancelIsFinished() {
        offer(0, FREE, "unwanted");
        cancel(1, FREE, "-unwanted");

        flow.retire(claim);

        assertThat(flow.next()).isEmpty();
        assertThat(flow.canGather()).isFalse();
        assertThat(flow.isSettled()).isTrue();
        flow.release(claim);
        assertThat(flow.canGather()).isFalse();
    }

    @Test
    void afterAnAbortNothingIsLeftOfACancel() {
        offer(0, FREE, "unwanted");
        cancel(1, FREE, "-unwanted");
        run();
        batch();

        flow.aborted();
        var again = flow.claim(Progress.upTo(0));
        flow.offer(again, 0, FREE, 1, "unwanted");

        assertThat(flow.next().orElseThrow().isWithdrawn()).isFalse();
    }

    @Test
    void aJobThatIsNotDueIsFoundAndWaitsNeitherForThatNorForItsLane() {
        var beside = flow.later().claim(claim, Progress.upTo(0));
        flow.later().offer(new Ticket<>(beside, 7, 0, RED, 1, "unwanted"), 1_000_000);
        offer(0, RED, "slow");
        flow.next();

        assertThat(cancel(1, RED, "-unwanted")).containsExactly(new Withdrawal<>("-unwanted", 1));

        assertThat(next()).isEqualTo("unwanted");
        assertThat(flow.later().size()).isZero();
    }

    /** Wherever its retry stands: after a crash the cancel would find it, or not, as it is read. */
    @Test
    void aJobThatWasPublishedBehindItsCancelIsNotFound() {
        var beside = flow.later().claim(claim, Progress.upTo(0));
        flow.later().offer(new Ticket<>(beside, 0, 5, RED, 1, "unwanted"), 1_000_000);

        assertThat(cancel(1, RED, "-unwanted")).containsExactly(new Withdrawal<>("-unwanted", 0));
        assertThat(flow.later().size()).isOne();
    }

    @Test
    void aWithdrawnJobIsForgottenWhenItHasEnded() {
        offer(0, FREE, "unwanted");
        cancel(1, FREE, "-unwanted");
        var unwanted = flow.next().orElseThrow();

        end(unwanted);

        assertThat(unwanted.isWithdrawn()).isFalse();
    }

    /** Or their results would wait until something else ends, or the next poll. */
    @Test
    void whoeverGathersIsWokenForAJobAndTheCancelThatEndsWithIt() {
        offer(0, FREE, "runs on");
        offer(1, FREE, "unwanted");
        flow.next();
        var unwanted = flow.next().orElseThrow();
        cancel(2, FREE, "-unwanted");

        end(unwanted);

        assertThat(flow.isDue()).isTrue();
    }

    private List<Withdrawal<String>> cancel(long offset, Optional<Lane> lane, String cancel) {
        offerCancel(offset, lane, cancel);
        return flow.withdraw(List.of(claim), NAME);
    }

    private void offerCancel(long offset, Optional<Lane> lane, String cancel) {
        var ticket = new Ticket<>(claim, offset, lane, 1, cancel);
        assertThat(flow.offerCancel(ticket)).isEqualTo(Offer.TAKEN);
    }

    private static Progress progress(long base, int... beyond) {
        var finished = new BitSet();
        for (var place : beyond) {
            finished.set(place);
        }
        return Progress.of(base, finished);
    }
}
