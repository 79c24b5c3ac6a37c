package dev.pointsman.worker.sandbox;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobStopped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The modules looked at so far: each digest once, refusals remembered too. Bounded by what they
 * take of the heap; what was used least goes first. One thread looks at modules, one after the
 * other, so that two compilers never need room at once; as many wait for it as there are job
 * threads. Safe on every thread.
 */
public final class Modules {
    private static final Logger LOGGER = LoggerFactory.getLogger(Modules.class);

    /** Says nothing of the module, and is not remembered. */
    private static final Admission UNREADABLE =
            new Admission.Refused(ErrorCode.MODULE_UNREADABLE, "the module cannot be read");

    /** No guest runs while its module is waited for, so nothing is used. */
    private static final long ANY_FUEL = Long.MAX_VALUE / 2;

    private static final long ANY_NANOS = TimeUnit.DAYS.toNanos(365);

    private final Gate gate;
    private final Duration timeout;
    private final AsyncCache<ModuleDigest, Admission> admissions;
    private final LongAdder compiles = new LongAdder();
    private final LongAdder compileNanos = new LongAdder();
    private final ExecutorService admitting =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("admission").daemon().factory());

    /**
     * @param maxBytes about how much memory all of them may take
     * @param timeout how long looking at one may take
     */
    public Modules(Gate gate, long maxBytes, Duration timeout) {
        this.gate = gate;
        this.timeout = timeout;
        this.admissions =
                Caffeine.newBuilder()
                        .maximumWeight(maxBytes)
                        .weigher((ModuleDigest _, Admission admission) -> admission.bytes())
                        .recordStats()
                        .buildAsync();
    }

    /**
     * What is thought of the module with this digest; its bytes are asked for only the first time.
     * On a job thread it throws {@link JobStopped} when the job is not wanted any more.
     */
    public Admission admission(ModuleDigest digest, Supplier<Payload> bytes) {
        try {
            var admission = await(admissions.get(digest, (_, _) -> admit(digest, bytes)));
            if (admission.equals(UNREADABLE)) {
                admissions.synchronous().invalidate(digest);
            }
            return admission;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the worker stops before the module was looked at");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VirtualMachineError broken) {
                throw broken;
            }
            throw new IllegalStateException("a defect stopped the look at a module", e);
        }
    }

    /** Others may be before it, for long: a job's thread looks whether it need wait any more. */
    private static Admission await(CompletableFuture<Admission> admission)
            throws InterruptedException, ExecutionException {
        if (admission.isDone() || !(Thread.currentThread() instanceof JobThread thread)) {
            return admission.get();
        }
        thread.arm(ANY_FUEL, System.nanoTime() + ANY_NANOS, JobThread.FUEL_A_LOOK);
        try {
            // A copy, for what nobody waits for any more is cancelled, and this is others' too.
            return thread.await(admission.copy());
        } finally {
            thread.disarm();
        }
    }

    private CompletableFuture<Admission> admit(ModuleDigest digest, Supplier<Payload> bytes) {
        var answer = new CompletableFuture<Admission>();
        var _ =
                CompletableFuture.supplyAsync(() -> answer(answer, digest, bytes), admitting)
                        .exceptionally(answer::completeExceptionally);
        return answer;
    }

    /**
     * The time begins with the work, not while it waits for its turn. What takes longer is refused,
     * and blocks those behind it until it is through: a compiler cannot be stopped. What it finds
     * then counts from then on.
     */
    private boolean answer(
            CompletableFuture<Admission> answer, ModuleDigest digest, Supplier<Payload> bytes) {
        answer.completeOnTimeout(tooSlow(), timeout.toMillis(), TimeUnit.MILLISECONDS);
        var found = admit(bytes);
        var isInTime = answer.complete(found);
        if (!isInTime) {
            admissions.put(digest, CompletableFuture.completedFuture(found));
        }
        return isInTime;
    }

    private Admission admit(Supplier<Payload> bytes) {
        var event = recorded();
        var from = System.nanoTime();
        try {
            return gate.admit(bytes.get());
        } catch (UncheckedIOException e) {
            LOGGER.atError().log("module not read, its jobs are tried again: {}", e.getMessage());
            return UNREADABLE;
        } finally {
            event.ifPresent(CompileEvent::commit);
            compiles.increment();
            compileNanos.add(System.nanoTime() - from);
        }
    }

    /**
     * Nothing where nobody records: the first event of a process has it set up the whole flight
     * recorder, which was a tenth of the CPU of a start.
     */
    private static Optional<CompileEvent> recorded() {
        if (!FlightRecorder.isInitialized()) {
            return Optional.empty();
        }
        var event = new CompileEvent();
        event.begin();
        return Optional.of(event);
    }

    /** How it fares. */
    public ModulesUse use() {
        var cache = admissions.synchronous();
        var bytes = cache.policy().eviction().map(it -> it.weightedSize().orElse(0)).orElse(0L);
        return new ModulesUse(
                cache.stats().hitCount(),
                cache.stats().missCount(),
                bytes,
                compiles.sum(),
                compileNanos.sum());
    }

    private Admission tooSlow() {
        return new Admission.Refused(
                ErrorCode.MODULE_REFUSED,
                "the module takes longer than "
                        + timeout
                        + " to compile (pointsman.modules.compile-timeout): make it smaller, or its functions");
    }
}
