package dev.pointsman.worker.host.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Randomness is a job's own: another run of it sees the same, another job sees other. */
class RandomTest {
    @Test
    void aJobThatRunsAgainSeesTheSame() {
        var first = random(TestingContexts.ACME, "job-1");

        var again = random(TestingContexts.ACME, "job-1");

        assertThat(again).isEqualTo(first);
    }

    @Test
    void anotherJobSeesOther() {
        var first = random(TestingContexts.ACME, "job-1");

        var other = random(TestingContexts.ACME, "job-2");

        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void anotherTenantsJobOfTheSameIdSeesOther() {
        var first = random(TestingContexts.ACME, "job-1");

        var other = random(TestingContexts.GLOBEX, "job-1");

        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void theNextBytesAreOther() {
        var memory = new TestingMemory();
        var guest = memory.guest(TestingContexts.context());
        TestingCalls.call(guest, "random_get", 0, 32);

        TestingCalls.call(guest, "random_get", 32, 32);

        assertThat(memory.read(32, 32, 32)).isNotEqualTo(memory.read(0, 32, 32));
    }

    @Test
    void manyAtOnceAreThoseOfItsParts() {
        var whole = new TestingMemory();
        var parts = new TestingMemory();
        var guest = parts.guest(TestingContexts.context());

        TestingCalls.call(whole.guest(TestingContexts.context()), "random_get", 0, 10_000);
        TestingCalls.call(guest, "random_get", 0, 4_000);
        TestingCalls.call(guest, "random_get", 4_000, 6_000);

        assertThat(whole.read(0, 10_000, 10_000)).isEqualTo(parts.read(0, 10_000, 10_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {65_537, -1, 0x7fff_ffffL, 0x8000_0000L})
    void moreThan64KiBAtOnceIsInvalid(long length) {
        var memory = new TestingMemory();
        var guest = memory.guest(TestingContexts.context());

        var errno = TestingCalls.call(guest, "random_get", 0, length);

        assertThat(errno).isEqualTo(Errno.INVAL);
        assertThat(memory.isUntouched()).isTrue();
    }

    private static byte[] random(TenantId tenant, String job) {
        var memory = new TestingMemory();
        var policy = TestingContexts.allowing(tenant, TestingLimits.ROOMY);
        var request = TestingContexts.request(tenant, job, Payload.EMPTY);
        TestingCalls.call(
                memory.guest(TestingContexts.context(policy, request)), "random_get", 0, 32);
        return memory.read(0, 32, 32);
    }
}
