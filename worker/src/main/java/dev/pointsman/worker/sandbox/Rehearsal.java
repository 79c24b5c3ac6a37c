package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.effects.Effects;
import dev.pointsman.worker.state.KeyState;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.StateLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Has a guest of our own end in every way there is before there is a tenant's. Whoever is first to
 * get somewhere loads and links the classes for it, which takes long, and must not happen where a
 * guest has all but used up the stack: see {@link StackReserve}. Called by one thread.
 */
public final class Rehearsal {
    private static final String GUEST = "rehearsal.wasm";
    private static final String ENDS = "ABCDEFGHIJKLMNOPQRSTUVW";
    private static final TenantId NOBODY = new TenantId("rehearsal");
    private static final Limits TIGHT =
            new Limits(
                    Duration.ofSeconds(1),
                    100_000,
                    2,
                    1,
                    1_000,
                    100,
                    10,
                    1,
                    1,
                    new StateLimits(1, 1, 1, 1));

    private final Gate gate;
    private final Sandbox sandbox;
    private final InstantSource time;

    public Rehearsal(Gate gate, Sandbox sandbox, InstantSource time) {
        this.gate = gate;
        this.sandbox = sandbox;
        this.time = time;
    }

    /** All ends, one after the other; answers them. */
    public List<GuestEnd> run() {
        var bytes = guest();
        try (var threads = new JobThreads(1)) {
            return threads.submit(() -> run(bytes)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a defect ended the rehearsal", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the worker stops before it has begun", e);
        }
    }

    private List<GuestEnd> run(Payload bytes) {
        StackReserve.requireNow(JobThread.current());
        format();
        return switch (gate.admit(bytes)) {
            case Admission.Admitted(var guest) ->
                    ENDS.chars().mapToObj(end -> run(guest, Character.toString(end))).toList();
            case Admission.Refused(var code, var detail) ->
                    throw new IllegalStateException("our own guest: " + code + ": " + detail);
        };
    }

    /**
     * What the engine does, in modules of more than a thousand functions of a type, where a call
     * finds another: it looks for the digits of the language, in classes that are loaded for that.
     */
    private static void format() {
        var _ = String.format("unknown function %d", 0);
    }

    private GuestEnd run(GuestModule guest, String end) {
        var job =
                JobRequest.of(
                        new JobId("rehearsal-" + end),
                        NOBODY,
                        ModuleRef.named(NOBODY.value()),
                        Event.of("urn:pointsman:rehearsal", "dev.pointsman.rehearsal.v1"),
                        Payload.ofUtf8(end));
        var context =
                new JobContext(
                        job,
                        Optional.empty(),
                        ModuleDigest.of(Payload.EMPTY),
                        policy(),
                        1,
                        time.instant(),
                        new Origin("rehearsal", 0, 0, 0));
        return sandbox.run(context, new Effects(TIGHT, Rehearsal::noState), guest);
    }

    private static KeyState noState() {
        throw new IllegalStateException("the rehearsal has no key");
    }

    private static Policy policy() {
        return new Policy(NOBODY, "", List.of(), List.of(), List.of(), TIGHT, Map.of(), Map.of());
    }

    private static Payload guest() {
        try (var in = Rehearsal.class.getResourceAsStream(GUEST)) {
            if (in == null) {
                throw new IllegalStateException(GUEST + ": not beside its class");
            }
            return Payload.takingOver(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
