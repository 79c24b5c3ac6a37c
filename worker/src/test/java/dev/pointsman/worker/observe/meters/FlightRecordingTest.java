package dev.pointsman.worker.observe.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.observe.TestingEnds;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingStates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flight recording tells which jobs ran, and for how long, but not what they were given. */
class FlightRecordingTest {
    private static final Outcome SUCCESS = new Outcome.Succeeded(Payload.ofUtf8("a secret"));

    @TempDir private Path folder;

    @AutoClose private final Meters meters = new Meters();

    @Test
    void aJobIsAnEvent() throws IOException {
        var end = TestingEnds.run("acme", "echo", SUCCESS);
        var running = new RunningJobs(meters.registry(), InstantSource.system());
        var jobs = new WatchedJobs((_, _, _, _) -> end, running);
        var request = TestingContexts.request("a secret");

        var events =
                recorded(() ->
                        jobs.run(
                                TestingContexts.ORIGIN,
                                Optional.empty(),
                                new Reading.Accepted<>(request),
                                TestingStates.empty()));

        assertThat(events)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("tenant")).isEqualTo("acme");
                    assertThat(event.getString("module")).isEqualTo("echo");
                    assertThat(event.getString("outcome")).isEqualTo("success");
                    assertThat(event.getLong("fuel")).isEqualTo(100);
                    assertThat(event.toString()).doesNotContain("a secret");
                });
        assertThat(running.list()).isEmpty();
    }

    private List<RecordedEvent> recorded(Runnable what) throws IOException {
        var file = folder.resolve("recording.jfr");
        try (var recording = new Recording()) {
            recording.enable("pointsman.Job");
            recording.start();
            what.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("pointsman."))
                .toList();
    }
}
