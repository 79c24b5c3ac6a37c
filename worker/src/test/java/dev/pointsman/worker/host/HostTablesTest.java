package dev.pointsman.worker.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same functions for everybody; what they do is the policy's. */
class HostTablesTest {
    private static final HostFunction FREE = function("free", Optional.empty(), 1);
    private static final HostFunction BOUND = function("bound", Optional.of("test/v1/bound"), 2);
    private static final HostFunctions FUNCTIONS = new HostFunctions(List.of(FREE, BOUND));

    private static final ModuleName MODULE = new ModuleName("job");

    private final HostTables tables = new HostTables(FUNCTIONS);

    @Test
    void aGrantedFunctionActs() {
        var table = tables.of(policy("v1", "test/v1/*"), MODULE);

        assertThat(table.at(1).answer(guest())).isEqualTo(2);
    }

    @Test
    void aFunctionWithoutACapabilityIsForEverybody() {
        var table = tables.of(policy("v1"), MODULE);

        assertThat(table.at(0).answer(guest())).isEqualTo(1);
    }

    @Test
    void aFunctionThatIsNotGrantedNamesWhoAskedForWhat() {
        var table = tables.of(policy("v1", "other/v1/*"), MODULE);

        var stopped = catchThrowableOfType(JobStopped.class, () -> table.at(1).answer(guest()));

        assertThat(stopped.code()).isEqualTo(ErrorCode.CAPABILITY_DENIED);
        assertThat(stopped.detail())
                .isEqualTo(
                        "tenant acme is not granted test/v1/bound, which the guest asked for by bound");
    }

    @Test
    void oneVersionOfAPolicyHasOneTable() {
        var policy = policy("v1");
        var first = tables.of(policy, MODULE);

        var again = tables.of(policy, MODULE);

        assertThat(again).isSameAs(first);
    }

    @Test
    void aNewVersionOfAPolicyHasATableOfItsOwn() {
        var before = tables.of(policy("v1"), MODULE);

        var after = tables.of(policy("v2", "*"), MODULE);

        assertThat(after.at(1).answer(guest())).isEqualTo(2);
        assertThatThrownBy(() -> before.at(1).answer(guest())).isInstanceOf(JobStopped.class);
    }

    @Test
    void anotherTenantOfTheSameVersionHasATableOfItsOwn() {
        tables.of(policy("v1", "*"), MODULE);
        var poor = TestingContexts.policy(TestingContexts.GLOBEX, "v1", TestingLimits.ROOMY);

        var table = tables.of(poor, MODULE);

        assertThatThrownBy(() -> table.at(1).answer(guest())).isInstanceOf(JobStopped.class);
    }

    @Test
    void noMoreTablesAreKeptThanHaveRoom() {
        var policy = policy("v1");
        var first = tables.of(policy, MODULE);

        IntStream.range(0, HostTables.MOST)
                .forEach(i -> tables.of(policy, new ModuleName("job-" + i)));

        assertThat(tables.of(policy, MODULE)).isNotSameAs(first);
    }

    @Test
    void aFunctionIsRegisteredOnce() {
        assertThatThrownBy(() -> FUNCTIONS.with(List.of(FREE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.free");
    }

    @Test
    void moreFunctionsComeAfterTheOthers() {
        var more = FUNCTIONS.with(List.of(function("more", Optional.empty(), 3)));

        assertThat(more.indexOf("test", "bound")).contains(1);
        assertThat(more.indexOf("test", "more")).contains(2);
        assertThat(FUNCTIONS.indexOf("test", "more")).isEmpty();
    }

    private static Policy policy(String version, String... capabilities) {
        return TestingContexts.policy(
                TestingContexts.ACME, version, TestingLimits.ROOMY, capabilities);
    }

    private static Guest guest() {
        return new TestingMemory().guest(TestingContexts.context());
    }

    private static HostFunction function(String name, Optional<String> capability, long answer) {
        return new HostFunction(
                "test", name, List.of(), Optional.empty(), capability, (_, _) -> answer);
    }
}
