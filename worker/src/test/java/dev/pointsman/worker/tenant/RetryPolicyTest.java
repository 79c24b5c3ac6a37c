package dev.pointsman.worker.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.RetryOrder;
import dev.pointsman.contracts.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jobs are tried again, and when. */
class RetryPolicyTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final JobId JOB = new JobId("invoice-7");
    private static final Instant FAILED = Instant.parse("2026-11-25T09:00:00Z");
    private static final BackOff WAITS =
            new BackOff(Duration.ofSeconds(1), 2, Duration.ofSeconds(10));

    @Property
    void aWaitIsLongerEachTimeUpToTheMostAndNeverMuchShorter(
            @ForAll @IntRange(min = 1, max = 100) int attempt,
            @ForAll @DoubleRange(min = 1, max = 100) double factor,
            @ForAll String job) {
        var waits = new BackOff(Duration.ofMillis(500), factor, Duration.ofHours(1));
        var full = Math.min(500 * Math.pow(factor, attempt - 1), 3_600_000);

        var wait = waits.after(ACME, id(job), attempt);

        assertThat((double) wait.toMillis()).isBetween(full * 0.75 - 1, full);
    }

    @Property
    void anAttemptThatIsRunAgainWaitsAsLong(
            @ForAll @IntRange(min = 1, max = 100) int attempt, @ForAll String job) {
        assertThat(WAITS.after(ACME, id(job), attempt))
                .isEqualTo(WAITS.after(ACME, id(job), attempt));
    }

    private static JobId id(String text) {
        return new JobId("j" + Integer.toHexString(text.hashCode()));
    }

    @Test
    void jobsThatFailTogetherDoNotComeBackTogether() {
        var waits = new HashSet<Long>();
        for (var number = 0; number < 1_000; number++) {
            waits.add(WAITS.after(ACME, new JobId("job-" + number), 1).toMillis());
        }

        assertThat(waits).hasSizeGreaterThan(200);
    }

    @Test
    void aGuestThatAsksForItAndWhatWeDependOnAreCovered() {
        assertThat(RetryPolicy.USUAL.covers(new Outcome.Failed(75, "later"))).isTrue();
        assertThat(RetryPolicy.USUAL.covers(errored(ErrorCode.PUBLISH_FAILED))).isTrue();
        assertThat(RetryPolicy.USUAL.covers(errored(ErrorCode.WORKER_FAULT))).isTrue();
        assertThat(RetryPolicy.USUAL.covers(errored(ErrorCode.MODULE_UNREADABLE))).isTrue();
    }

    @Test
    void aTrapALimitARefusalAndAnAnswerAreNotUnlessThePolicySaysSo() {
        var patient =
                new RetryPolicy(
                        2,
                        WAITS,
                        Duration.ofHours(1),
                        Set.of(ErrorCode.DEADLINE_EXCEEDED, ErrorCode.GUEST_EXIT),
                        RetryOrder.FREE);

        assertThat(RetryPolicy.USUAL.covers(errored(ErrorCode.GUEST_TRAP))).isFalse();
        assertThat(RetryPolicy.USUAL.covers(errored(ErrorCode.DEADLINE_EXCEEDED))).isFalse();
        assertThat(RetryPolicy.USUAL.covers(errored(ErrorCode.PUBLISH_REFUSED))).isFalse();
        assertThat(RetryPolicy.USUAL.covers(new Outcome.Failed(1, "no"))).isFalse();
        assertThat(patient.covers(errored(ErrorCode.DEADLINE_EXCEEDED))).isTrue();
        assertThat(patient.covers(new Outcome.Failed(1, "no"))).isTrue();
        assertThat(patient.covers(new Outcome.Succeeded(Payload.EMPTY))).isFalse();
        assertThat(patient.covers(new Outcome.Cancelled(ErrorCode.EXPIRED, "late"))).isFalse();
    }

    @Property
    void noMoreAttemptsThanAllowedAreMade(@ForAll @IntRange(min = 1, max = 100) int attempts) {
        var policy = RetryPolicy.USUAL.withAttempts(attempts);

        assertThat(due(policy, attempts, FAILED, Optional.empty())).isEmpty();
    }

    @Test
    void anAttemptThatWouldBeginTooLateIsNotMade() {
        var policy = new RetryPolicy(9, WAITS, Duration.ofSeconds(5), Set.of(), RetryOrder.FREE);

        assertThat(due(policy, 1, FAILED, Optional.empty())).isPresent();
        assertThat(due(policy, 1, FAILED.plusMillis(4_500), Optional.empty())).isEmpty();
    }

    @Test
    void anAttemptThatWouldBeginAfterTheJobExpiresIsNotMade() {
        assertThat(due(RetryPolicy.USUAL, 1, FAILED, Optional.of(FAILED.plusSeconds(2))))
                .isPresent();
        assertThat(due(RetryPolicy.USUAL, 1, FAILED, Optional.of(FAILED.plusMillis(500))))
                .isEmpty();
    }

    @Test
    void aModuleMayBeTriedOtherwiseThanTheOthers(@TempDir Path directory) throws Exception {
        var tenants = new TestingTenants(directory);
        tenants.write(
                """
                tenants:
                  acme:
                    modules: ["*"]
                    retries: { attempts: 6, within: PT10M }
                    for-modules:
                      "mail-*":
                        retries: { attempts: 2, back-off: { first: PT30S, factor: 1 } }
                """);

        var policy = tenants.open().current().policyOf(ACME).orElseThrow();

        assertThat(policy.retries().attempts()).isEqualTo(6);
        var mail = policy.inForce(new ModuleName("mail-out"), Optional.empty()).retries();
        assertThat(mail.attempts()).isEqualTo(2);
        assertThat(mail.within()).isEqualTo(Duration.ofMinutes(10));
        assertThat(mail.backOff().first()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.inForce(new ModuleName("other"), Optional.empty()).retries())
                .isEqualTo(policy.retries());
    }

    @Test
    void aKeysOrderIsKeptWhereThePolicySaysSo(@TempDir Path directory) throws Exception {
        var tenants = new TestingTenants(directory);
        tenants.write(
                """
                tenants:
                  acme:
                    modules: ["*"]
                    for-modules:
                      "ledger-*": { retries: { order: strict } }
                      "once-*": { retries: { attempts: 1, order: strict } }
                  globex:
                    modules: ["*"]
                    retries: { order: strict }
                    for-modules:
                      "mail-*": { retries: { order: free } }
                      "report-*": { retries: { attempts: 2 } }
                  initech:
                    modules: ["*"]
                    retries: { order: strict, attempts: 1 }
                """);

        var all = tenants.open().current();
        var acme = all.policyOf(ACME).orElseThrow();
        var globex = all.policyOf(new TenantId("globex")).orElseThrow();
        var initech = all.policyOf(new TenantId("initech")).orElseThrow();

        assertThat(acme.keepsOrder()).isTrue();
        assertThat(globex.keepsOrder()).isTrue();
        assertThat(initech.keepsOrder()).isFalse();
        assertThat(isStrict(acme, "other")).isFalse();
        assertThat(isStrict(acme, "ledger-a")).isTrue();
        assertThat(isStrict(acme, "once-a")).isFalse();
        assertThat(isStrict(globex, "other")).isTrue();
        assertThat(isStrict(globex, "mail-a")).isFalse();
        assertThat(isStrict(globex, "report-a")).isTrue();
    }

    private static boolean isStrict(Policy policy, String module) {
        return policy.inForce(new ModuleName(module), Optional.empty()).retries().isStrict();
    }

    private static Outcome errored(ErrorCode code) {
        return new Outcome.Errored(code, "so it is");
    }

    private static Optional<Instant> due(
            RetryPolicy policy, int attempt, Instant failed, Optional<Instant> expiry) {
        return policy.due(ACME, JOB, attempt, failed, FAILED, expiry);
    }
}
