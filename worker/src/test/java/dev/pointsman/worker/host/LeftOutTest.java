package dev.pointsman.worker.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who has to mend what, where a capability is not in force: the operator, or the author. */
class LeftOutTest {
    private static final ModuleName JOB = new ModuleName("job");
    private static final HostFunctions FUNCTIONS =
            new HostFunctions(Capabilities.functions(HttpDoor.CLOSED));

    private final Policy policy =
            TestingContexts.policy(TestingContexts.ACME, "v1", TestingLimits.ROOMY, "log/v1/*")
                    .inForce(JOB, Optional.of(List.of(NamePattern.of("config/v1/get"))));

    @Test
    void whatTheModuleLeavesOutIsTheModules() {
        assertThat(denied("log"))
                .startsWith("module job leaves log/v1/write out of what it says it needs")
                .contains("job.capabilities");
    }

    @Test
    void whatThePolicyDoesNotGrantIsThePolicys() {
        assertThat(denied("config_get")).startsWith("tenant acme is not granted config/v1/get");
        assertThat(denied("publish")).startsWith("tenant acme is not granted publish/v1/send");
    }

    private String denied(String name) {
        var guest =
                new TestingMemory()
                        .guest(TestingContexts.context(policy, TestingContexts.request("")));
        var call =
                new HostTables(FUNCTIONS)
                        .of(policy, JOB)
                        .at(FUNCTIONS.indexOf(Capabilities.MODULE, name).orElseThrow());

        var stopped =
                catchThrowableOfType(JobStopped.class, () -> call.answer(guest, new long[10]));

        assertThat(stopped.code()).isEqualTo(ErrorCode.CAPABILITY_DENIED);
        return stopped.detail();
    }
}
