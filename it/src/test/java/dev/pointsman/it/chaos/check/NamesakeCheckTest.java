package dev.pointsman.it.chaos.check;

import static dev.pointsman.it.chaos.check.CheckerTest.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.it.chaos.jobs.Answer;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jobs that are published again, and jobs that are withdrawn. */
class NamesakeCheckTest {
    private static final int MANY = 60;

    private final TestingLogs logs = new TestingLogs();

    @Test
    void aJobThatIsPublishedAgainIsRunOnce() {
        var job = logs.job("a", "k", "echo", "1");
        logs.answer(job);
        logs.result(logs.answerTo(logs.job("a", "k", "echo", "1")).again());

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 0));
    }

    @Test
    void oneThatIsRunTwiceIsDuplicated() {
        logs.answer(logs.job("a", "k", "echo", "1"));
        logs.answer(logs.job("a", "k", "echo", "1"));

        assertThat(logs.check().count(AnomalyKind.DUPLICATED)).isEqualTo(1);
    }

    @Test
    void aDuplicateThatNobodyPublishedIsNone() {
        var job = logs.job("a", "k", "echo", "1");
        logs.answer(job);
        logs.result(logs.answerTo(job).again());

        assertThat(logs.check().count(AnomalyKind.DUPLICATED)).isEqualTo(1);
    }

    @Test
    void oneOfWhichBothAreCalledDuplicatesIsLost() {
        var job = logs.job("a", "k", "echo", "1");
        logs.job("a", "k", "echo", "1");
        logs.result(logs.answerTo(job).again());
        logs.result(logs.answerTo(job).again());

        assertThat(logs.check().count(AnomalyKind.LOST)).isEqualTo(1);
    }

    @Test
    void aJobWithACancelMayBeWithdrawnAndLeaveItsTurn() {
        var first = logs.job("a", "k", "echo", "1");
        var second = logs.job("b", "k", "echo", "1");
        logs.cancel("b", "k");
        logs.result(withdrawn(logs.answerTo(second)));
        logs.answer(first);

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 0));
    }

    @Test
    void theCancelMayHaveComeTooLate() {
        logs.answer(logs.job("a", "k", "echo", "1"));
        logs.cancel("a", "k");

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 0));
    }

    @Test
    void aJobThatNobodyHasWithdrawnIsLostIfItIs() {
        logs.result(withdrawn(logs.answerTo(logs.job("a", "k", "echo", "1"))));

        assertThat(logs.check()).hasToString(counts(1, 0, 0, 0, 0));
    }

    @Test
    void aCancelIsNotFinishedBeforeItsJob() {
        var job = logs.job("a", "k", "echo", "1");
        logs.cancel("a", "k");
        logs.answer(job);

        assertThat(logs.check(logs.seen(), aMomentAgo())).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void aCancelIsFinishedInTheEnd() {
        logs.answer(logs.job("a", "k", "echo", "1"));
        logs.cancel("a", "k");
        logs.commit(1, "");

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void aJobMayBeWithdrawnBetweenTwoAttempts() {
        var job = logs.job("a", "k", "exit-code", "75");
        logs.retry(job, 2);
        logs.cancel("a", "k");
        logs.result(withdrawn(logs.answerTo(job), 2));

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 0));
    }

    @Test
    void oneThatIsWithdrawnLeavesNoDeadLetter() {
        var job = logs.job("a", "k", "exit-code", "75");
        logs.cancel("a", "k");
        logs.result(withdrawn(logs.answerTo(job)));
        logs.letter(job);

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void oneThatIsWithdrawnHasEachOfItsAttempts() {
        var job = logs.job("a", "k", "exit-code", "75");
        logs.retry(job, 2);
        logs.cancel("a", "k");
        logs.result(withdrawn(logs.answerTo(job), 3));

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void oneThatIsWithdrawnHasNoMoreAttemptsThanOthers() {
        var job = logs.job("a", "k", "exit-code", "75");
        for (var attempt = 2; attempt <= 4; attempt++) {
            logs.retry(job, attempt);
        }
        logs.cancel("a", "k");
        logs.result(withdrawn(logs.answerTo(job), 4));

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    /** Nobody can find it on its way from one attempt to the next. */
    @Test
    void theCancelOfAJobThatIsTriedAgainMayBeFinishedBeforeIt() {
        var job = logs.job("a", "k", "falters", "1");
        logs.cancel("a", "k");
        logs.retry(job, 2);
        logs.result(withdrawn(logs.answerTo(job), 2));

        assertThat(logs.check(logs.seen(), aMomentAgo())).hasToString(counts(0, 0, 0, 0, 0));
    }

    /** Whoever knew of the cancel has died meanwhile, and has left no word of it. */
    @Test
    void butItIsNotDoneAfterThat() {
        var job = logs.job("a", "k", "falters", "1");
        logs.cancel("a", "k");
        logs.retry(job, 2);
        logs.answer(job);

        assertThat(logs.check(logs.seen(), aMomentAgo())).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void whereManyAreCancelledAndNoneIsWithdrawnNobodyHeedsIt() {
        for (var i = 0; i < MANY; i++) {
            logs.answer(logs.job("late-" + i, "k", "echo", "1"));
            logs.cancel("late-" + i, "k");
        }

        assertThat(logs.check()).hasToString(counts(1, 0, 0, 0, 0));
    }

    @Test
    void whereOneOfManyIsWithdrawnSomebodyDoes() {
        logs.result(withdrawn(logs.answerTo(logs.job("in time", "k", "echo", "1"))));
        logs.cancel("in time", "k");
        for (var i = 0; i < MANY; i++) {
            logs.answer(logs.job("late-" + i, "k", "echo", "1"));
            logs.cancel("late-" + i, "k");
        }

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 0));
    }

    /** Of a job and its cancel only the cancel was finished then. */
    private static Snapshot aMomentAgo() {
        var nothing = new Offsets(Map.of(0, 0L));
        return new Snapshot(nothing, finished(1), nothing);
    }

    /** Of two offsets only this. */
    private static CommittedOffset finished(int offset) {
        var beyond = new BitSet();
        beyond.set(offset);
        var progress = Progress.of(0, beyond);
        return new CommittedOffset(0, 0, ProgressCodec.write(progress));
    }

    private static Answer withdrawn(Answer answer) {
        return withdrawn(answer, 1);
    }

    private static Answer withdrawn(Answer answer, int attempt) {
        return new Answer(
                answer.id(),
                answer.tenant(),
                answer.module(),
                answer.key(),
                new Outcome.Cancelled(ErrorCode.WITHDRAWN, "withdrawn"),
                0,
                attempt);
    }
}
