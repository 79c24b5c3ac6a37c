package dev.pointsman.worker.host.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a job looks like to the program that does it: arguments and environment. */
class ProgramTest {
    private static final int COUNT = 0;
    private static final int SIZE = 4;
    private static final int POINTERS = 8;
    private static final int BYTES = 4096;

    private final TestingMemory memory = new TestingMemory();

    @Test
    void theProgramsNameIsItsModule() {
        var arguments = strings(TestingContexts.context(), "args");

        assertThat(arguments).containsExactly("job");
    }

    @Test
    void theFunctionIsTheFirstArgument() {
        var request = TestingContexts.request("").withFunction("price");

        var arguments = strings(of(request), "args");

        assertThat(arguments).containsExactly("job", "price");
    }

    @Test
    void theEnvironmentDescribesTheJobAndHasThePolicysVariables() {
        var environment = strings(TestingContexts.context(), "environ");

        assertThat(environment)
                .containsExactlyInAnyOrder(
                        "JOB_ID=job-1",
                        "JOB_TENANT=acme",
                        "JOB_MODULE=job",
                        "JOB_TYPE=com.example.test.v1",
                        "JOB_SOURCE=urn:test",
                        "JOB_ATTEMPT=1",
                        "JOB_DEADLINE=2026-11-23T12:00:30.000Z",
                        "COLOR=blue");
    }

    /** A guest pays for what it reads of it, and must not pay more on another run. */
    @Test
    void itIsAsLongWheneverTheJobBegins() {
        var fractions = IntStream.of(0, 1, 1_000, 1_000_000, 120_000_000, 123_456_789);

        assertThat(fractions.mapToObj(ProgramTest::beganAfterNanos))
                .map(context -> String.join("\n", strings(context, "environ")).length())
                .containsOnly(lengthOfUsual());
    }

    private int lengthOfUsual() {
        return String.join("\n", strings(TestingContexts.context(), "environ")).length();
    }

    @Test
    void theDeadlineIsToldToTheMillisecond() {
        assertThat(strings(beganAfterNanos(123_456_789), "environ"))
                .contains("JOB_DEADLINE=2026-11-23T12:00:30.123Z");
        assertThat(strings(of(expiringAfterNanos(7_999_999)), "environ"))
                .contains("JOB_DEADLINE=2026-11-23T12:00:00.007Z");
    }

    private static JobRequest expiringAfterNanos(long nanos) {
        return TestingContexts.request("").withExpiry(TestingContexts.NOON.plusNanos(nanos));
    }

    private static JobContext beganAfterNanos(long nanos) {
        var usual = TestingContexts.context();
        return new JobContext(
                usual.request(),
                usual.key(),
                usual.digest(),
                usual.policy(),
                usual.attempt(),
                TestingContexts.NOON.plusNanos(nanos),
                usual.origin());
    }

    @Test
    void aZeroInATextDoesNotEndItEarly() {
        var job = TestingContexts.request("");
        var event = Event.of("urn:test", "a\0JOB_TENANT=globex");
        var request = JobRequest.of(job.id(), job.tenant(), job.module(), event, job.input());

        var environment = strings(of(request), "environ");

        assertThat(environment).contains("JOB_TYPE=a?JOB_TENANT=globex", "JOB_TENANT=acme");
    }

    /** What {@code args_get} or {@code environ_get} hands over, of the size announced before. */
    private List<String> strings(JobContext context, String what) {
        var guest = memory.guest(context);
        TestingCalls.call(guest, what + "_sizes_get", COUNT, SIZE);

        TestingCalls.call(guest, what + "_get", POINTERS, BYTES);

        var all = memory.text(BYTES, memory.readInt(SIZE));
        assertThat(all).endsWith("\0");
        assertThat(memory.readInt(BYTES + memory.readInt(SIZE))).as("after the last").isZero();
        return IntStream.range(0, memory.readInt(COUNT))
                .map(i -> memory.readInt(POINTERS + 4 * i) - BYTES)
                .mapToObj(from -> all.substring(from, all.indexOf('\0', from)))
                .toList();
    }

    private static JobContext of(JobRequest request) {
        var policy = TestingContexts.allowing(TestingContexts.ACME, TestingLimits.ROOMY);
        return TestingContexts.context(policy, request);
    }
}
