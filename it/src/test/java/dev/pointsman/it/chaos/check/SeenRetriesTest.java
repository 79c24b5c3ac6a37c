package dev.pointsman.it.chaos.check;

import static dev.pointsman.it.chaos.check.CheckerTest.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.chaos.jobs.Model;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers have finished retries deleted: what was seen of them before counts in their place. */
class SeenRetriesTest {
    private final TestingLogs logs = new TestingLogs();
    private final Checker checker = new Checker(new Model());
    private final ConsumerRecord<byte[], byte[]> job = logs.job("a", "k", "falters", "2");

    @BeforeEach
    void tryTwiceMore() {
        logs.retry(job, 2);
        logs.retry(job, 3);
        logs.answer(job);
    }

    @Test
    void retriesThatAreSeenAndStillThereCountOnce() {
        var found = check(logs.seenRetries());

        assertThat(found).hasToString(counts(0, 0, 0, 0, 0));
        assertThat(checker.unsure()).isEmpty();
    }

    @Test
    void retriesThatAreStillThereCountUnseen() {
        var found = check(new SeenRetries());

        assertThat(found).hasToString(counts(0, 0, 0, 0, 0));
        assertThat(checker.unsure()).isEmpty();
    }

    @Test
    void retriesThatWereSeenCountThoughTheyAreDeleted() {
        logs.deleteRetries();

        var found = check(logs.seenRetries());

        assertThat(found).hasToString(counts(0, 0, 0, 0, 0));
        assertThat(checker.unsure()).isEmpty();
        assertThat(checker.deletedRetries()).isEqualTo(2);
    }

    @Test
    void oneThatIsDeletedAndOneThatCameThereafterMakeTwo() {
        var next = logs.job("b", "k", "falters", "2");
        logs.retry(next, 2);
        logs.deleteRetries();
        var seen = logs.seenRetries();
        logs.retry(next, 3);
        logs.answer(next);

        assertThat(check(seen)).hasToString(counts(0, 0, 0, 0, 0));
    }

    @Test
    void aRetryTooManyIsTornThoughItIsDeleted() {
        logs.retry(job, 3);
        logs.deleteRetries();

        assertThat(check(logs.seenRetries())).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void aDeletedRetryOfNoJobIsTorn() {
        var elsewhere = new TestingLogs();
        elsewhere.job("x", "k", "echo", "1");
        logs.retry(elsewhere.job("y", "k", "falters", "1"), 2);
        logs.deleteRetries();

        assertThat(check(logs.seenRetries()).examples())
                .containsExactly("torn: retries-0@2 is a retry of 0@1, which is no job");
    }

    @Test
    void whatWasDeletedUnseenIsToldAndNotJudged() {
        var seen = logs.seenRetries();
        logs.retry(job, 2);
        logs.deleteRetries();

        var found = check(seen);

        assertThat(found).hasToString(counts(0, 0, 0, 0, 0));
        assertThat(checker.unsure())
                .containsExactly(
                        "retries are not checked: of retries-0 was deleted up to 3 what the watch had"
                                + " read up to 2");
    }

    @Test
    void aReaderThatSawOneThatIsNotThereSawWhatWasTakenBack() {
        var seen = logs.seenRetries();
        var other = new TestingLogs();
        other.retry(job, 2);
        other.retry(job, 3);
        seen.add(other.retry(job, 3));

        assertThat(check(seen)).hasToString(counts(0, 0, 2, 0, 0));
    }

    @Test
    void aReaderThatPassedOneWithoutSeeingItSawAGap() {
        var seen = new SeenRetries();
        seen.passed(0, 1);

        assertThat(check(seen)).hasToString(counts(0, 0, 1, 0, 0));
    }

    private Findings check(SeenRetries seen) {
        return checker.check(logs, logs.seen(), seen, List.of());
    }
}
