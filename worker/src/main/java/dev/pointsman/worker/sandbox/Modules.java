package dev.pointsman.worker.sandbox;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
 * other in the order in which they were asked for, so that two compilers never need room at once.
 * Safe on every thread.
 */
public final class Modules {
    private static final Logger LOGGER = LoggerFactory.getLogger(Modules.class);

    /** Says nothing of the module, and is not remembered. */
    static final Admission UNREADABLE =
            new Admission.Refused(ErrorCode.MODULE_UNREADABLE, "the module cannot be read");

    /** This part of what modules may take is for the last of each tenant. */
    private static final int PART_OF_LATEST = 8;

    private final Gate gate;
    private final Duration timeout;
    private final AsyncCache<ModuleDigest, Admission> admissions;
    private final LatestLooks latest;
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
        this.latest = new LatestLooks(maxBytes / PART_OF_LATEST);
        this.admissions =
                Caffeine.newBuilder()
                        .maximumWeight(maxBytes - maxBytes / PART_OF_LATEST)
                        .weigher((ModuleDigest _, Admission admission) -> admission.bytes())
                        .recordStats()
                        .buildAsync();
    }

    /**
     * What is thought of the module with this digest, if anything is by now: asked for every job,
     * so it waits for nobody. What was found for this tenant last is still known when it does not
     * fit into the cache beside what is used more; so whoever has waited for it need not again.
     */
    public Optional<Admission> known(TenantId tenant, ModuleDigest digest) {
        var look = admissions.getIfPresent(digest);
        return look != null && look.isDone()
                ? Optional.of(found(look))
                : latest.of(tenant, digest).map(Modules::found);
    }

    /**
     * Has it looked at for the tenant, which is to be known by then; nobody waits for that here.
     * Whoever asks for one at a time waits for one of each other tenant at most.
     *
     * @param bytes asked for only the first time
     */
    public CompletableFuture<?> look(
            TenantId tenant, ModuleDigest digest, Supplier<Payload> bytes) {
        var look = look(digest, bytes);
        latest.add(tenant, digest, look);
        return look.copy();
    }

    /** The same for nobody in particular, by who waits for it. */
    public Admission admission(ModuleDigest digest, Supplier<Payload> bytes) {
        var known = Optional.ofNullable(admissions.getIfPresent(digest));
        var look = known.orElseGet(() -> look(digest, bytes));
        try {
            look.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the worker stops before the module was looked at");
        } catch (ExecutionException _) {
            // Told below.
        }
        return found(look);
    }

    private CompletableFuture<Admission> look(ModuleDigest digest, Supplier<Payload> bytes) {
        var look = new CompletableFuture<Admission>();
        var other = admissions.asMap().putIfAbsent(digest, look);
        if (other != null) {
            return other;
        }
        var _ =
                CompletableFuture.runAsync(() -> answer(look, digest, bytes), admitting)
                        .whenComplete((_, defect) -> {
                            if (defect != null) {
                                look.completeExceptionally(defect);
                            }
                        });
        return look;
    }

    private static Admission found(CompletableFuture<Admission> look) {
        try {
            return look.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof VirtualMachineError broken) {
                throw broken;
            }
            throw new IllegalStateException("a defect stopped the look at a module", e.getCause());
        }
    }

    /**
     * The time begins with the work, not while it waits for its turn. What takes longer is refused,
     * and blocks those behind it until it is through: a compiler cannot be stopped. What it finds
     * then counts from then on.
     */
    private void answer(
            CompletableFuture<Admission> look, ModuleDigest digest, Supplier<Payload> bytes) {
        look.completeOnTimeout(tooSlow(), timeout.toMillis(), TimeUnit.MILLISECONDS);
        var found = admit(bytes);
        if (found.equals(UNREADABLE)) {
            admissions.asMap().remove(digest);
        }
        if (!look.complete(found) && !found.equals(UNREADABLE)) {
            admissions.put(digest, CompletableFuture.completedFuture(found));
        }
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
