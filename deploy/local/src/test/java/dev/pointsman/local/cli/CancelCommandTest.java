package dev.pointsman.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command wants to know, before it asks any cluster. */
class CancelCommandTest {
    private static final JobRequest JOB =
            JobRequest.of(
                    new JobId("it's-1"),
                    new TenantId("acme"),
                    ModuleRef.named("echo"),
                    Event.of("urn:test", "test.v1"),
                    Payload.EMPTY);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--tenant acme --id a",
                "--tenant acme --key k",
                "--id a --key k",
                "--tenant acme --id a --key k --partition 0",
                "--tenant acme --id a --partition -1",
                "--tenant acme --id a --partition one",
                "--tenant Acme! --id a --key k",
                "--tenant acme --id a --key k --source ",
                "--tenant acme --id a --key k --security-file no-such-file",
                "--tenant acme --id a --key k --topics jobs",
                "--tenant acme --id a --key k --topics state=s",
                "--tenant acme --id a --key k --topics jobs=a/b",
                "--tenant acme --id a --key k --tenants-from nobody",
                "--tenant acme --id a --key k --no-such-option"
            })
    void whatIsMissingOrWrongIsWrongUsage(String words) {
        var arguments = new ArrayList<>(List.of(words.split(" ", -1)));
        arguments.addFirst("cancel");

        assertThat(PointsmanCommand.run(arguments.toArray(String[]::new))).isEqualTo(2);
    }

    @Test
    void itsLineSaysWhereTheJobIsAndCanBePasted() {
        assertThat(CancelCommand.line(JOB, null, 3))
                .isEqualTo("pointsman cancel --tenant acme --id 'it'\\''s-1' --partition 3");
        assertThat(CancelCommand.line(JOB, "a key", 3))
                .isEqualTo("pointsman cancel --tenant acme --id 'it'\\''s-1' --key 'a key'");
    }

    /** In a checkout nobody has it on the path. */
    @Test
    void itsLineBeginsAsTheCommandDidThatPrintsIt() {
        System.setProperty("launcher.command", "./pointsman");
        try {
            assertThat(CancelCommand.line(JOB, null, 3)).startsWith("./pointsman cancel ");
        } finally {
            System.clearProperty("launcher.command");
        }
    }
}
