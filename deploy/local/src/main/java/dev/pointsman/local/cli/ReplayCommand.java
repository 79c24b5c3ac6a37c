package dev.pointsman.local.cli;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.Recording;
import dev.pointsman.contracts.RecordingCodec;
import dev.pointsman.contracts.Wording;
import dev.pointsman.local.client.SavedLetter;
import dev.pointsman.worker.module.DirectoryModules;
import dev.pointsman.worker.replay.RecordedJob;
import dev.pointsman.worker.replay.Replayed;
import dev.pointsman.worker.replay.Replayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a recorded job once more. */
@Command(
        name = "replay",
        description = {
            "Runs a job that failed once more, here, with the answers its host gave it.",
            "They are recorded for tenants whose policy says 'record: failures'.",
            "Exits with 0 if it comes to the same end after the same fuel, with 1 if not."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Mixin private LetterCluster cluster = new LetterCluster();

    @Parameters(
            paramLabel = "LETTER",
            description = "partition:offset, the id of a job, or a file of 'dlq show --save'.")
    private String letter = "";

    @Option(
            names = "--modules",
            paramLabel = "DIR",
            required = true,
            description = "The folder with the module, as a worker has it.")
    private Path modules = Path.of("");

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description =
                    "Lines name=value, for what secret_get is to answer; else it is a marker.")
    private @Nullable Path secrets;

    @Option(
            names = "--other-module",
            description = "The module may be another than it was, such as one that is mended.")
    private boolean otherModule;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var found = cluster.findWithRecording(letter);
        if (found.isEmpty()) {
            return cluster.missed(letter);
        }
        var job = recorded(found.get());
        return tell(job.recording(), replayed(job));
    }

    private Replayed replayed(RecordedJob job) throws IOException, InterruptedException {
        var module = module(job);
        try {
            return new Replayer(job, secrets()).run(module);
        } catch (IllegalArgumentException e) {
            // Bytes of a topic: whoever may write there may have made them up.
            throw new IOException("the recording is not one of a job: " + e.getMessage(), e);
        }
    }

    private static int tell(Recording recording, Replayed replayed) {
        replayed.lines().forEach(line -> System.err.println(line.level() + " " + line.text()));
        System.out.println(
                line("recorded", recording.outcome(), recording.fuel(), recording.hostCalls()));
        System.out.println(
                line("replayed", replayed.outcome(), replayed.fuel(), replayed.hostCalls()));
        replayed.marked()
                .forEach(name ->
                        System.out.println(
                                "secret     "
                                        + Wording.quote(name)
                                        + " is not recorded: a marker stood for it (see --secrets)"));
        if (!recording.foreign().isEmpty()) {
            System.out.println(
                    "foreign    "
                            + Wording.printable(recording.foreign().toString())
                            + ": nothing is recorded of these");
        }
        var differences = replayed.differences(recording);
        System.out.println(
                differences.isEmpty()
                        ? "identical"
                        : "differs in " + String.join(", ", differences));
        return differences.isEmpty() ? 0 : 1;
    }

    private static String line(String when, Outcome outcome, long fuel, long hostCalls) {
        return when
                + "   "
                + outcome.word()
                + " "
                + ResultLine.remark(outcome)
                + "; fuel "
                + fuel
                + ", "
                + hostCalls
                + " host calls";
    }

    private static RecordedJob recorded(SavedLetter saved) throws IOException {
        var bytes = saved.recording().orElseThrow(() -> new IOException(unrecorded(saved)));
        var recording =
                RecordingCodec.read(bytes.toBytes())
                        .orElseThrow(() ->
                                new IOException(
                                        "the recording cannot be read (expected: one of this version"
                                                + " of pointsman)"));
        return switch (saved.letter().job()) {
            case Reading.Accepted<JobRequest>(var job) ->
                    new RecordedJob(job, saved.letter().key(), recording);
            case Reading.Rejected<JobRequest>(var why) ->
                    throw new IOException("the record is no job: " + why.detail());
        };
    }

    private static String unrecorded(SavedLetter saved) {
        return "dead letter "
                + saved.letter().place()
                + ": not recorded (expected: a job that a guest ran for, of a tenant whose policy says"
                + " 'record: failures'; its error was "
                + saved.letter().stored().letter().type()
                + ")";
    }

    private Payload module(RecordedJob job) throws IOException {
        var then = job.recording().circumstances().digest();
        var name = job.job().module().name();
        var stored =
                DirectoryModules.open(modules)
                        .find(job.job().tenant(), name)
                        .orElseThrow(() ->
                                new IOException(
                                        modules
                                                + ": no module "
                                                + name
                                                + " (expected: "
                                                + name
                                                + ".wasm, "
                                                + then
                                                + ")"));
        var bytes = stored.bytes();
        if (!ModuleDigest.of(bytes).equals(then) && !otherModule) {
            throw new IOException(
                    stored.file()
                            + ": "
                            + stored.digest()
                            + " (expected: "
                            + then
                            + ", which ran then; or --other-module, to see what another does with the"
                            + " same answers)");
        }
        return bytes;
    }

    private Map<String, String> secrets() throws IOException {
        return secrets == null ? Map.of() : SecretsFile.read(secrets);
    }
}
