package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static dev.pointsman.worker.kafka.TestingRetries.LONG;
import static dev.pointsman.worker.kafka.TestingRetries.header;
import static dev.pointsman.worker.kafka.TestingRetries.told;
import static dev.pointsman.worker.kafka.TestingRetries.trying;
import static dev.pointsman.worker.kafka.TestingRetries.tryingAlso;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.TestingContexts;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Jobs that ended before they began: not for good, if their policy says so. */
class UnbegunRetriesTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @Test
    void oneWhoseModuleIsNotThereIsTriedAgainIfItsPolicySaysSo() {
        intake.tenants = tryingAlso(ErrorCode.MODULE_NOT_FOUND);
        intake.add(job(ZERO, 0, "missing", "x")).step();
        assertThat(intake.outcomes()).isEmpty();
        assertThat(told(intake.producer.committed("retries").getFirst()).error())
                .isEqualTo(ErrorCode.MODULE_NOT_FOUND);

        intake.readRetries(LONG);
        intake.step();
        intake.readRetries(LONG);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 module-not-found");
        assertThat(header(letter(), "__pointsman.errors.attempts")).isEqualTo("3");
    }

    @Test
    void elseItIsPutAsideAtOnce() {
        intake.tenants = trying(3);

        intake.add(job(ZERO, 0, "missing", "x")).step();

        assertThat(intake.outcomes()).containsExactly("0-0 module-not-found");
        assertThat(header(letter(), "__pointsman.errors.attempts")).isEqualTo("1");
    }

    @Test
    void oneThatWasDeniedSucceedsWhenItsPolicyIsMended() {
        intake.tenants = withoutModules(tryingAlso(ErrorCode.MODULE_DENIED));
        intake.add(job(ZERO, 0, "echo", "x")).step();
        assertThat(intake.outcomes()).isEmpty();

        intake.tenants = trying(3);
        intake.readRetries(LONG);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 success");
        assertThat(intake.results().getFirst().execution().attempt()).isEqualTo(2);
    }

    private ProducerRecord<byte[], byte[]> letter() {
        return intake.producer.committed("dead-letters").getFirst();
    }

    private static Tenants withoutModules(Tenants tenants) {
        var acme = tenants.policyOf(TestingContexts.ACME).orElseThrow();
        var nothing =
                new Policy(
                        acme.tenant(),
                        acme.version(),
                        List.of(),
                        acme.grants(),
                        acme.forModules(),
                        acme.requests(),
                        acme.limits(),
                        acme.retries(),
                        acme.duplicates());
        return new Tenants("v1", Map.of(TestingContexts.ACME, nothing));
    }
}
