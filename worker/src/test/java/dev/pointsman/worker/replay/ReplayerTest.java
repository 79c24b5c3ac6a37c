package dev.pointsman.worker.replay;

import static dev.pointsman.worker.replay.TestingReplay.replay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Recording;
import dev.pointsman.contracts.RecordingCodec;
import dev.pointsman.worker.tenant.Recorded;
import dev.pointsman.worker.testing.WasmBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay does, and what it does not claim. */
class ReplayerTest {
    @TempDir private Path folder;
    private TestingReplay replays;

    @BeforeEach
    void open() {
        replays = new TestingReplay(folder);
    }

    @Test
    void aFailureComesToTheSameEnd() throws Exception {
        var guest = asking("config_get", "greeting");
        var job = replays.record(guest);

        var replayed = replay(job, guest);

        assertThat(replayed.differences(job.recording())).isEmpty();
        assertThat(replayed.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(replayed.fuel()).isPositive();
    }

    @Test
    void whatSucceedsOrIsNotToBeRecordedIsNot() throws Exception {
        var well = replays.run(WasmBytes.program("nop"), Recorded.FAILURES);
        var unwatched = replays.run(WasmBytes.program("unreachable"), Recorded.NONE);

        assertThat(well.account().recording()).isEmpty();
        assertThat(unwatched.account().recording()).isEmpty();
    }

    @Test
    void aModuleThatAsksSomethingElseLeavesTheRecording() throws Exception {
        var job = replays.record(asking("config_get", "greeting"));

        var replayed = replay(job, asking("config_get", "other"));

        assertThat(replayed.outcome())
                .isEqualTo(
                        new Outcome.Errored(
                                ErrorCode.WORKER_FAULT,
                                "the replay leaves the recording at host call 1, config_get:"
                                        + " 'other' was not asked for in the run that was recorded"));
        assertThat(replayed.differences(job.recording())).contains("outcome");
    }

    @Test
    void aModuleThatIsMendedShowsSo() throws Exception {
        var job = replays.record(WasmBytes.program("unreachable"));

        var replayed = replay(job, WasmBytes.program("nop"));

        assertThat(replayed.outcome()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(replayed.differences(job.recording())).contains("outcome");
    }

    @Test
    void aReplayGoesNoFurtherThanARecordingThatIsCut() throws Exception {
        var guest = asking("config_get", "large");

        var job = replays.record(guest);
        var replayed = replay(job, guest);

        assertThat(job.recording().cut()).isTrue();
        assertThat(RecordingCodec.write(job.recording()))
                .hasSizeLessThan(Recording.MAX_ANSWER_BYTES);
        assertThat(((Outcome.Errored) replayed.outcome()).detail())
                .contains("host call 1, config_get: the recording is cut before this");
    }

    @Test
    void aSecretIsNotRecordedAndAMarkerStandsForIt() throws Exception {
        var guest = asking("secret_get", "token");
        var job = replays.record(guest);

        var replayed = replay(job, guest);

        assertThat(new String(RecordingCodec.write(job.recording()), StandardCharsets.UTF_8))
                .contains("token")
                .doesNotContain("canary");
        assertThat(replayed.marked()).containsExactly("token");
    }

    @Test
    void aModuleThatIsNotAdmittedIsRefusedAgain() throws Exception {
        var job = replays.record(WasmBytes.program("unreachable"));

        var replayed = replay(job, WasmBytes.module().importing("no", "where", "i>"));

        assertThat(replayed.differences(job.recording())).contains("outcome");
    }

    @Test
    void whatWasAskedForOnceIsKeptOnce() throws Exception {
        var job =
                replays.record(
                        importing(
                                "config_get",
                                "greeting",
                                "i32.const 0 i32.const 8 i32.const 100 i32.const 50 call 0 drop "
                                                .repeat(50)
                                        + "unreachable"));

        assertThat(job.recording().answers()).hasSize(1);
        assertThat(job.recording().hostCalls()).isEqualTo(50);
    }

    @Test
    void variablesOfThePolicyAreInOneOrder() {
        assertThat(TestingReplay.policy(Recorded.NONE).environment().keySet())
                .containsExactlyElementsOf(List.of("A", "B", "C"));
    }

    private static WasmBytes asking(String function, String name) {
        return importing(
                function,
                name,
                "i32.const 0 i32.const "
                        + name.length()
                        + " i32.const 100 i32.const 50 call 0 i32.const 1 #72 call 1");
    }

    private static WasmBytes importing(String function, String name, String code) {
        return WasmBytes.module()
                .importing("pointsman/v1", function, "iiii>i")
                .importing("wasi_snapshot_preview1", "proc_exit", "i>")
                .memory(1, 1)
                .data(0, name.getBytes(StandardCharsets.UTF_8))
                .function(">", code)
                .export("_start", 2);
    }
}
