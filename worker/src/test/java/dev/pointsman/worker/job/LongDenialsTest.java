package dev.pointsman.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.host.Capabilities;
import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.host.HttpDoor;
import dev.pointsman.worker.tenant.Audit;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.RetryPolicy;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.tenant.WebOrigin;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import dev.pointsman.worker.testing.TestingSandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is denied to a tenant with a long policy: the sentence that says so goes into result, dead
 * letter and log, and had the whole of its lists in it.
 */
class LongDenialsTest {
    private static final TenantId ACME = TestingContexts.ACME;
    private static final HostFunctions FUNCTIONS =
            new HostFunctions(Capabilities.functions(HttpDoor.CLOSED));

    private final TestingMemory memory = new TestingMemory();
    private final Policy policy = policy();
    private final Guest guest =
            memory.guest(TestingContexts.context(policy, TestingContexts.request("")));

    @Test
    void ofAModuleIsShort() {
        var preparation =
                new JobPreparation(
                        () -> new Tenants("v1", Map.of(ACME, policy)),
                        (_, _) -> Optional.empty(),
                        TestingSandbox.modules(),
                        TestingContexts.TIME);

        var ended = (Prepared.Ended) preparation.prepare(TestingContexts.request(""));

        assertThat(((Outcome.Errored) ended.outcome()).detail())
                .isEqualTo(
                        "tenant acme may not run job (its policy grants [name-0, name-1, name-2,"
                                + " name-3, name-4 and 995 more])");
    }

    @Test
    void ofATopicIsShort() {
        memory.put(0, "elsewhere");

        assertThat(denial("publish", 0, 9, 0, 0, 0, 1, 0, 1, 0, 0))
                .endsWith("name-4 and 995 more])");
    }

    @Test
    void ofACounterIsShort() {
        memory.put(0, "others");

        assertThat(denial("metric_add", 0, 6, 1)).endsWith("m4 and 59 more])");
    }

    @Test
    void ofAPlaceIsShort() {
        memory.put(0, "GET");
        memory.put(10, "http://elsewhere");

        assertThat(denial("http_request", 0, 3, 10, 16, 0, 0, 0, 0, 0, 0))
                .endsWith("http://host-4:80 and 995 more])");
    }

    private String denial(String function, long... arguments) {
        var index = FUNCTIONS.indexOf(Capabilities.MODULE, function).orElseThrow();
        return catchThrowableOfType(
                        JobStopped.class, () -> FUNCTIONS.at(index).call().answer(guest, arguments))
                .detail();
    }

    private static Policy policy() {
        var names = many("name-", 1_000).map(NamePattern::of).toList();
        return new Policy(
                ACME,
                "v1",
                names,
                new Grants(
                        names,
                        names,
                        new HttpGrant(
                                many("http://host-", 1_000).map(WebOrigin::of).toList(),
                                List.of(),
                                Map.of(),
                                1,
                                1),
                        Map.of(),
                        many("m", 64).toList(),
                        Map.of(),
                        Map.of(),
                        Audit.NONE),
                List.of(),
                Optional.empty(),
                TestingLimits.ROOMY,
                RetryPolicy.ONCE,
                Duration.ZERO);
    }

    private static Stream<String> many(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i);
    }
}
