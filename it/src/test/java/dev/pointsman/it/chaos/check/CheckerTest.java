package dev.pointsman.it.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.chaos.jobs.Answer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every kind of anomaly, in the smallest logs that have it. */
class CheckerTest {
    private final TestingLogs logs = new TestingLogs();

    @Test
    void logsAsTheyShouldBeAreLeftAlone() {
        logs.answer(logs.job("a", "k", "echo", "hello"));
        logs.answer(logs.job("b", "k", "publish", "alerts"));
        logs.answer(logs.job("c", "k", "trap", "alerts"));
        logs.answer(logs.job("d", "l", "exit-code", "7"));
        logs.answer(logs.noJob());

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 0));
    }

    @Test
    void keysThatCountedWithoutAGapAreLeftAlone() {
        count("a", "k", "1");
        count("b", "l", "1");
        logs.answer(logs.job("c", "k", "counter", "trap"));
        count("d", "k", "2");

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 0));
    }

    @Test
    void aCounterThatAnswersAnotherNumberWasLeftTheWrongOne() {
        count("a", "k", "1");
        count("b", "k", "3");
        logs.kept("k", "2");

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void aKeyThatKeepsAnotherNumberInTheEndIsWrong() {
        count("a", "k", "1");
        logs.kept("k", "2");

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void aKeyThatKeepsSomethingAfterATrapIsWrong() {
        logs.answer(logs.job("a", "k", "counter", "trap"));
        logs.kept("k", "1");

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void aKeyThatKeepsNothingThoughItCountedIsWrong() {
        logs.result(logs.answerTo(logs.job("a", "k", "counter", "")).saying("1"));

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 1));
    }

    @Test
    void aJobWithoutAResultIsLost() {
        logs.job("a", "k", "echo", "hello");
        logs.commit(0, "");

        assertThat(logs.check()).hasToString(counts(1, 0, 0, 0, 0));
    }

    @Test
    void aRecordThatIsNoJobIsLostToo() {
        logs.noJob();
        logs.commit(0, "");

        assertThat(logs.check().examples()).singleElement().asString().startsWith("lost: jobs-0-0");
    }

    @Test
    void aSecondResultIsOneTooMany() {
        var job = logs.job("a", "k", "echo", "hello");
        logs.answer(job);
        logs.result(logs.answerTo(job));

        assertThat(logs.check()).hasToString(counts(0, 1, 0, 0, 0));
    }

    @Test
    void aResultOfNoJobIsOneTooMany() {
        var job = new TestingLogs().job("stranger", "k", "echo", "hello");
        logs.result(logs.answerTo(job));

        assertThat(logs.check()).hasToString(counts(0, 1, 0, 0, 0));
    }

    @Test
    void aResultWithAnotherOutputIsNotTheJobs() {
        var job = logs.job("a", "k", "echo", "hello");
        var answer = logs.answerTo(job);
        logs.result(with(answer, new Outcome.Succeeded(Payload.ofUtf8("hullo"))));

        assertThat(logs.check()).hasToString(counts(1, 0, 0, 0, 0));
    }

    @Test
    void aFailureInPlaceOfAnErrorIsNotTheJobs() {
        var job = logs.job("a", "k", "trap", "alerts");
        logs.result(with(logs.answerTo(job), new Outcome.Failed(1, "")));
        logs.letter(job);

        assertThat(logs.check()).hasToString(counts(1, 0, 0, 0, 0));
    }

    @Test
    void aResultForAnotherTenantIsNotTheJobs() {
        var job = logs.job("a", "k", "echo", "hello");
        var answer = logs.answerTo(job);
        logs.result(
                new Answer(
                        answer.id(),
                        Optional.of(new TenantId("globex")),
                        answer.module(),
                        answer.key(),
                        answer.outcome(),
                        0,
                        1));

        assertThat(logs.check()).hasToString(counts(1, 0, 0, 0, 0));
    }

    @Test
    void aResultUnderAnotherKeyIsNotTheJobs() {
        var job = logs.job("a", "k", "echo", "hello");
        var answer = logs.answerTo(job);
        logs.result(
                new Answer(
                        answer.id(),
                        answer.tenant(),
                        answer.module(),
                        Optional.empty(),
                        answer.outcome(),
                        0,
                        1));

        assertThat(logs.check()).hasToString(counts(1, 0, 0, 0, 0));
    }

    @Test
    void anOutcomeWithoutItsPublishedRecordIsTorn() {
        var job = logs.job("a", "k", "publish", "alerts");
        logs.result(logs.answerTo(job));

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void aPublishedRecordWithoutItsOutcomeIsTorn() {
        logs.event(logs.job("a", "k", "publish", "alerts"));
        logs.commit(0, "");

        assertThat(logs.check()).hasToString(counts(1, 0, 1, 0, 0));
    }

    @Test
    void aRecordPublishedByAJobThatTrappedIsTorn() {
        var job = logs.job("a", "k", "trap", "alerts");
        logs.answer(job);
        logs.event(job);

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void aRecordPublishedTwiceIsTorn() {
        var job = logs.job("a", "k", "publish", "alerts");
        logs.answer(job);
        logs.event(job);

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void anErrorWithoutItsDeadLetterIsTorn() {
        var job = logs.job("a", "k", "trap", "alerts");
        logs.result(logs.answerTo(job));

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void aDeadLetterWithAnothersBytesIsTorn() {
        var job = logs.job("a", "k", "trap", "alerts");
        logs.result(logs.answerTo(job));
        logs.letter(job, "another's");

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void aDeadLetterOfNoRecordIsTorn() {
        var job = new TestingLogs().noJob();
        logs.letter(job);

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void resultsOfOneKeyInAnotherOrderAreReordered() {
        var first = logs.job("a", "k", "echo", "1");
        var second = logs.job("b", "k", "echo", "2");
        logs.answer(second);
        logs.answer(first);

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 1, 0));
    }

    @Test
    void resultsOfOtherKeysMayComeInAnyOrder() {
        var first = logs.job("a", "k", "echo", "1");
        var second = logs.job("b", "l", "echo", "2");
        logs.answer(second);
        logs.answer(first);

        assertThat(logs.check().isEmpty()).isTrue();
    }

    @Test
    void aTransactionThatHangsIsFound() {
        logs.hang("results-3 from 17");

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 1));
    }

    private void count(String id, String key, String number) {
        logs.result(logs.answerTo(logs.job(id, key, "counter", "")).saying(number));
        logs.kept(key, number);
    }

    private static Answer with(Answer answer, Outcome outcome) {
        return new Answer(
                answer.id(),
                answer.tenant(),
                answer.module(),
                answer.key(),
                outcome,
                answer.events(),
                answer.attempts());
    }

    @Test
    void aJobThatIsTriedAsOftenAsItAsksIsWell() {
        var job = logs.job("a", "k", "falters", "2");
        logs.retry(job, 2);
        logs.retry(job, 3);
        logs.answer(job);
        logs.commit(1, "");

        assertThat(logs.check()).hasToString(counts(0, 0, 0, 0, 0));
    }

    @Test
    void anAttemptTooManyIsTorn() {
        var job = logs.job("a", "k", "falters", "1");
        logs.retry(job, 2);
        logs.retry(job, 2);
        logs.answer(job);
        logs.commit(1, "");

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void poisonWithoutADeadLetterIsTorn() {
        var job = logs.job("a", "k", "exit-code", "75");
        logs.retry(job, 2);
        logs.retry(job, 3);
        logs.result(logs.answerTo(job));
        logs.commit(1, "");

        assertThat(logs.check()).hasToString(counts(0, 0, 1, 0, 0));
    }

    static String counts(int lost, int duplicated, int torn, int reordered, int stateWrong) {
        return "lost=%d duplicated=%d torn=%d reordered=%d state_wrong=%d"
                .formatted(lost, duplicated, torn, reordered, stateWrong);
    }
}
