package dev.pointsman.worker.replay;

import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.effects.Effects;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Runs a recorded job once more, to the end it had then if module and engine are the same. It has
 * no deadline but ours: how long it took is not repeated, where it was stopped is. For one run, on
 * one thread.
 */
public final class Replayer {
    /** What a guest is told instead of a secret that nobody has given us. */
    public static final String MARKER = "a-secret-that-was-not-recorded";

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Origin NOWHERE = new Origin("replay", 0, 0, 0);

    /** No guest that fitted a worker's stack runs out of this one, however it is compiled. */
    private static final long STACK_BYTES = 64L * 1024 * 1024;

    private final RecordedJob job;
    private final Map<String, String> secrets;
    private final ReplayedAnswers answers;

    /**
     * @param secrets what is to be told of secrets, by name; of others there is a marker
     */
    public Replayer(RecordedJob job, Map<String, String> secrets) {
        this.job = job;
        this.secrets = Map.copyOf(secrets);
        this.answers = new ReplayedAnswers(job.recording());
    }

    /** Runs the job by this module, which may be another than the one it had. */
    public Replayed run(Payload module) throws InterruptedException {
        var same = ModuleDigest.of(module).equals(job.recording().circumstances().digest());
        var end = new RecordedEnd(job.recording(), same);
        var functions = new ReplayedFunctions(answers, end).functions();
        return switch (new Gate(functions).admit(module)) {
            case Admission.Admitted(var guest) -> run(guest, end, new HostTables(functions));
            case Admission.Refused(var code, var detail) ->
                    new Replayed(new Outcome.Errored(code, detail), 0, 0, List.of(), List.of());
        };
    }

    private Replayed run(GuestModule guest, RecordedEnd end, HostTables tables)
            throws InterruptedException {
        var sandbox =
                new Sandbox(tables, () -> Instant.ofEpochMilli(answers.millis()), _ -> PATIENCE);
        var context = context(end);
        try (var threads = new JobThreads(1, STACK_BYTES)) {
            return threads.submit(() ->
                            JobThreads.whileWanted(
                                    () -> end.goesOn(answers.calls()),
                                    () -> run(guest, end, sandbox, context)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a defect ended the replay", e.getCause());
        }
    }

    private Replayed run(GuestModule guest, RecordedEnd end, Sandbox sandbox, JobContext context) {
        var effects = new Effects(context.limits(), () -> state(context));
        var ended = sandbox.run(context, effects, guest);
        return new Replayed(
                end.of(ended.outcome()),
                ended.usage().fuel(),
                ended.usage().hostCalls(),
                effects.logLines().list(),
                marked());
    }

    private ReplayedState state(JobContext context) {
        var scope = new StateScope(context.tenant(), context.key().orElseThrow());
        return new ReplayedState(scope, answers);
    }

    private JobContext context(RecordedEnd end) {
        var then = job.recording().circumstances();
        var policy = new RecordedPolicy(then, answers.config(), told());
        return new JobContext(
                job.job().withLinks(traced(job.job().links(), then.traceParent())),
                job.key(),
                then.digest(),
                policy.policy(job.job().tenant(), end.fuelLimit()),
                then.attempt(),
                then.startedAt(),
                NOWHERE);
    }

    private static Links traced(Links links, Optional<String> traceParent) {
        return new Links(
                links.correlationId(), links.causationId(), traceParent, links.traceState());
    }

    private Map<String, String> told() {
        var told = new HashMap<String, String>();
        answers.secrets()
                .forEach((name, known) -> {
                    if (known) {
                        told.put(name, Optional.ofNullable(secrets.get(name)).orElse(MARKER));
                    }
                });
        return told;
    }

    private List<String> marked() {
        return told().keySet().stream().filter(it -> !secrets.containsKey(it)).sorted().toList();
    }
}
