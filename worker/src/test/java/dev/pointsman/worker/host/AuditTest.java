package dev.pointsman.worker.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pointsman.contracts.HostCallReport;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.tenant.Audit;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Secret;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls are told to the topic of effects, and what is told of them. */
class AuditTest {
    private static final HostFunctions FUNCTIONS =
            new HostFunctions(Capabilities.functions(HttpDoor.CLOSED));
    private static final int OUT = 1024;

    private final TestingMemory memory = new TestingMemory();

    @Test
    void withoutAWordNothingIsTold() {
        var guest = guest(Audit.NONE, "*");

        call(guest, "config_get", "greeting");

        assertThat(guest.effects().audit().calls()).isEmpty();
    }

    @Test
    void everyCallIsToldWithWhatItWasAbout() {
        var guest = guest(Audit.ALL, "*");

        call(guest, "config_get", "greeting");
        call(guest, "config_get", "nothing");

        assertThat(guest.effects().audit().calls())
                .extracting(
                        HostCallReport::number,
                        HostCallReport::capability,
                        HostCallReport::target,
                        HostCallReport::outcome,
                        HostCallReport::answer)
                .containsExactly(
                        tuple(1, "config/v1/get", "greeting", "allowed", 5L),
                        tuple(2, "config/v1/get", "nothing", "allowed", -1L));
    }

    @Test
    void whatIsRefusedIsToldAlone() {
        var guest = guest(Audit.REFUSED, "config/v1/*");

        call(guest, "config_get", "greeting");
        assertThatThrownBy(() -> call(guest, "secret_get", "key")).isInstanceOf(JobStopped.class);

        assertThat(guest.effects().audit().calls())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.number()).isEqualTo(2);
                    assertThat(call.capability()).isEqualTo("secret/v1/get");
                    assertThat(call.outcome()).isEqualTo("refused");
                });
        assertThat(guest.effects().audit().made()).isEqualTo(2);
    }

    @Test
    void aTargetThatIsRefusedIsNamed() {
        var guest = guest(Audit.REFUSED, "*");

        assertThatThrownBy(() -> add(guest, "not_mine", 1)).isInstanceOf(JobStopped.class);

        assertThat(guest.effects().audit().calls())
                .extracting(HostCallReport::target)
                .containsExactly("not_mine");
    }

    @Test
    void aBadArgumentIsAFailure() {
        var guest = guest(Audit.ALL, "*");

        assertThatThrownBy(() -> add(guest, "orders", -1)).isInstanceOf(JobStopped.class);

        assertThat(guest.effects().audit().calls())
                .extracting(HostCallReport::outcome)
                .containsExactly("failed");
    }

    @Test
    void moreCallsThanAreKeptAreCounted() {
        var guest = guest(Audit.ALL, "*");

        for (var i = 0; i < 1_000; i++) {
            call(guest, "config_get", "greeting");
        }

        assertThat(guest.effects().audit().calls()).hasSize(256);
        assertThat(guest.effects().audit().made()).isEqualTo(1_000);
    }

    /** Whoever wants to hide what it tries makes enough calls before that nobody looks at. */
    @Test
    void whatIsRefusedIsNotHiddenBehindManyCalls() {
        var guest = guest(Audit.ALL, "config/v1/*");
        for (var i = 0; i < 300; i++) {
            call(guest, "config_get", "greeting");
        }

        assertThatThrownBy(() -> call(guest, "secret_get", "key")).isInstanceOf(JobStopped.class);

        assertThat(guest.effects().audit().calls()).hasSize(256);
        assertThat(guest.effects().audit().calls().getLast().outcome()).isEqualTo("refused");
        assertThat(guest.effects().audit().calls().getLast().number()).isEqualTo(301);
    }

    /** The number a guest is answered is how long the secret is. */
    @ParameterizedTest
    @CsvSource({"key, 64, 0", "key, 2, 0", "nothing, 64, -1"})
    void ofASecretNotEvenItsLengthIsTold(String name, int capacity, long told) {
        var guest = guest(Audit.ALL, "*");
        memory.put(0, name);

        table(guest).at(index("secret_get")).answer(guest, 0, name.length(), OUT, capacity);
        call(guest, "config_get", "greeting");

        assertThat(guest.effects().audit().calls())
                .extracting(HostCallReport::answer)
                .containsExactly(told, 5L);
    }

    @Test
    void aCounterAddsUpAndDoesNotOverflow() {
        var guest = guest(Audit.NONE, "*");

        add(guest, "orders", 2);
        add(guest, "orders", 40);
        add(guest, "lines", Long.MAX_VALUE);
        add(guest, "lines", Long.MAX_VALUE);

        assertThat(guest.effects().counters().all())
                .isEqualTo(Map.of("orders", 42L, "lines", Long.MAX_VALUE));
    }

    @Test
    void aHostileTargetIsCutAndMadePrintable() {
        var guest = guest(Audit.ALL, "*");

        call(guest, "config_get", "\u001b[31m" + "x".repeat(250));

        assertThat(guest.effects().audit().calls().getFirst().target())
                .startsWith("\\u001b[31mxxx")
                .doesNotContain("\u001b");
    }

    private long add(Guest guest, String name, long amount) {
        memory.put(0, name);
        return table(guest).at(index("metric_add")).answer(guest, 0, name.length(), amount);
    }

    private long call(Guest guest, String function, String name) {
        memory.put(0, name);
        return table(guest).at(index(function)).answer(guest, 0, name.length(), OUT, 64);
    }

    private static int index(String name) {
        return FUNCTIONS.indexOf(Capabilities.MODULE, name).orElseThrow();
    }

    private static HostTable table(Guest guest) {
        return new HostTables(FUNCTIONS).of(guest.context().policy(), new ModuleName("job"));
    }

    private Guest guest(Audit audit, String... capabilities) {
        return memory.guest(
                TestingContexts.context(policy(audit, capabilities), TestingContexts.request("")));
    }

    private static Policy policy(Audit audit, String... capabilities) {
        var policy = TestingContexts.policy(TestingContexts.ACME, "v1", TestingLimits.ROOMY);
        return policy.granting(
                new Grants(
                        Stream.of(capabilities).map(NamePattern::of).toList(),
                        List.of(),
                        HttpGrant.NOWHERE,
                        Map.of("key", new Secret("hunter2")),
                        List.of("orders", "lines"),
                        Map.of("greeting", "hello"),
                        Map.of(),
                        audit));
    }
}
