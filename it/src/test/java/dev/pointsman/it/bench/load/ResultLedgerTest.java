package dev.pointsman.it.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.it.bench.BenchFailed;
import org.junit.jupiter.api.Test;

/** What a contender says it did is believed when its answers are right, and not before. */
final class ResultLedgerTest {
    private final BenchJobs jobs =
            new BenchJobs("jobs", new Shape(1, 4, 3), Work.TYPICAL, "http://127.0.0.1:1", 512);
    private final ResultLedger ledger = new ResultLedger(jobs, true);

    @Test
    void rightAnswersCountOnceForEachJob() {
        ledger.add("backlog-1", "success", jobs.answer(1));
        ledger.add("backlog-2", "success", jobs.answer(2));

        assertThat(ledger.jobs()).isEqualTo(2);
    }

    @Test
    void theAnswerOfAnotherJobIsFound() {
        assertThatThrownBy(() -> ledger.add("backlog-1", "success", jobs.answer(2)))
                .isInstanceOf(BenchFailed.class)
                .hasMessageContaining("backlog-1")
                .hasMessageContaining("expected: another answer");
    }

    @Test
    void aJobThatDidNotSucceedIsFound() {
        assertThatThrownBy(() -> ledger.add("backlog-1", "error", jobs.answer(1)))
                .isInstanceOf(BenchFailed.class)
                .hasMessage("result of backlog-1: error (expected: success)");
    }

    @Test
    void aSecondResultIsFound() {
        ledger.add("backlog-1", "success", jobs.answer(1));

        assertThatThrownBy(() -> ledger.add("backlog-1", "success", jobs.answer(1)))
                .isInstanceOf(BenchFailed.class)
                .hasMessage("result of backlog-1: there twice (expected: once)");
    }

    @Test
    void whoPromisesAtLeastOneMayGiveTwoButCountsOne() {
        var atLeastOnce = new ResultLedger(jobs, false);

        atLeastOnce.add("backlog-1", "success", jobs.answer(1));
        atLeastOnce.add("backlog-1", "success", jobs.answer(1));

        assertThat(atLeastOnce.jobs()).isEqualTo(1);
    }

    @Test
    void aResultOfNobodysJobIsFound() {
        assertThatThrownBy(() -> ledger.add("other-1", "success", jobs.answer(1)))
                .isInstanceOf(BenchFailed.class)
                .hasMessageContaining("expected: that of a job of the backlog");
    }
}
