package dev.pointsman.it.chaos.check;

import static dev.pointsman.it.chaos.check.CheckerTest.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether what the group counts as finished agrees with the results, during a run and after it. */
class ProgressCheckTest {
    private final TestingLogs logs = new TestingLogs();

    @Test
    void aFinishedJobThatIsNotCountedIsFound() {
        logs.answer(logs.job("a", "k", "echo", "1"));
        logs.answer(logs.job("b", "l", "echo", "2"));
        logs.commit(1, "");

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void aJobThatIsCountedWithoutAResultIsFound() {
        logs.job("a", "k", "echo", "1");
        logs.commit(1, "");

        assertThat(logs.check()).hasToString(counts(1, 0, 0, 0, 1));
    }

    @Test
    void whatIsFinishedBeyondTheOffsetCounts() {
        logs.job("a", "k", "echo", "1");
        logs.answer(logs.job("b", "l", "echo", "2"));
        logs.commit(0, beyond(0, 1));

        assertThat(logs.check()).hasToString(counts(1, 0, 0, 0, 0));
    }

    @Test
    void metadataThatIsNotTheWorkersIsFound() {
        logs.answer(logs.job("a", "k", "echo", "1"));
        logs.commit(1, "somebody else's");

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void aJobCountedBeforeItsResultWasThereIsFound() {
        logs.answer(logs.job("a", "k", "echo", "1"));

        var early = snapshot(0, new CommittedOffset(0, 1, ""), 0);

        assertThat(logs.check(logs.seen(), early)).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void aResultThatWasThereBeforeItsJobWasCountedIsFound() {
        logs.answer(logs.job("a", "k", "echo", "1"));

        var late = snapshot(1, new CommittedOffset(0, 0, ""), 1);

        assertThat(logs.check(logs.seen(), late)).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void aTransactionBetweenTheTwoLooksIsNoFault() {
        logs.answer(logs.job("a", "k", "echo", "1"));

        var counted = snapshot(0, new CommittedOffset(0, 1, ""), 1);
        var notYet = snapshot(0, new CommittedOffset(0, 0, ""), 1);

        assertThat(logs.check(logs.seen(), counted, notYet).isEmpty()).isTrue();
    }

    private static Snapshot snapshot(long before, CommittedOffset committed, long after) {
        return new Snapshot(
                new Offsets(Map.of(0, before)), committed, new Offsets(Map.of(0, after)));
    }

    private static String beyond(long base, int place) {
        var finished = new BitSet();
        finished.set(place);
        return ProgressCodec.write(Progress.of(base, finished));
    }
}
