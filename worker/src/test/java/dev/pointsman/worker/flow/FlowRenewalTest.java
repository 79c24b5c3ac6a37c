package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a claim's progress is told for, though nothing of it has ended. */
class FlowRenewalTest extends TestingFlow {
    @Test
    void aBatchTellsHowFarAClaimHasGotAndTheOneBesideIt() {
        var beside = flow.later().claim(claim, Progress.upTo(7));

        flow.renew(claim);

        assertThat(flow.canGather()).isTrue();
        var batch = batch();
        assertThat(batch.jobs()).isEmpty();
        assertThat(batch.renewed()).containsExactly(claim);
        assertThat(batch.progress())
                .isEqualTo(Map.of(claim, Progress.upTo(0), beside, Progress.upTo(7)));
    }

    /** So that nothing of it is committed before it is known that it was begun. */
    @Test
    void nothingThatEndsLaterIsInAnEarlierBatch() {
        flow.renew(claim);
        offer(0, FREE, "a");
        run();

        var batch = committed();

        assertThat(batch.renewed()).containsExactly(claim);
        assertThat(batch.progress()).containsEntry(claim, Progress.upTo(1));
        assertThat(flow.isSettled()).isTrue();
    }

    /** Its claim is waited for, or all that is in the transaction would be taken back. */
    @Test
    void itIsOwedUntilItsTransactionHasEnded() {
        flow.renew(claim);
        assertThat(flow.isOwing(claim)).isTrue();

        committed();

        assertThat(flow.isOwing(claim)).isFalse();
    }

    @Test
    void aBatchWhoseClaimWasReleasedIsNotHeld() {
        flow.renew(claim);
        flow.gather(0);
        assertThat(flow.isHeld()).isTrue();

        flow.release(claim);

        assertThat(flow.isHeld()).isFalse();
    }

    @Test
    void ofAClaimThatIsReleasedOrAboutToBeNothingIsTold() {
        flow.renew(claim);
        flow.release(claim);
        assertThat(flow.canGather()).isFalse();

        flow.renew(claim);
        var other = flow.claim(Progress.upTo(0));
        flow.retire(other);
        flow.renew(other);

        assertThat(flow.canGather()).isFalse();
    }

    /** A partition whose jobs are stuck does not get on by it. */
    @Test
    void aClaimDoesNotGetOnByIt() {
        flow.renew(claim);

        committed();

        assertThat(claim.committed()).isZero();
    }
}
