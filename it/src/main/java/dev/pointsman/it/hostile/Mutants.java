package dev.pointsman.it.hostile;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.TestingStates;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Modules with a few bytes changed, looked at and, if they are admitted, run: whatever comes of one
 * has a name and is not the worker's fault. A mutant is the same for the same seed and number.
 * {@link #run} is called by one thread.
 */
final class Mutants {
    private static final int THREADS = 2;
    private static final long REPORT_EVERY = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double NANOS_A_SECOND = 1e9;

    /** Small, so that a mutant that loops costs milliseconds. */
    private static final Limits LIMITS =
            new Limits(
                    Duration.ofSeconds(2),
                    200_000,
                    64,
                    16,
                    100_000,
                    1_000,
                    10,
                    10,
                    100_000,
                    TestingLimits.ROOMY.state());

    private final House house;
    private final List<Payload> originals;
    private final long seed;
    private final PrintStream out;
    private final AtomicLong next = new AtomicLong();
    private final Map<String, AtomicLong> ends = new ConcurrentSkipListMap<>();
    private final Map<Thread, Timed> underWay = new ConcurrentHashMap<>();
    private final Map<Long, String> uncategorised = new ConcurrentSkipListMap<>();
    private final AtomicReference<Timed> slowest = new AtomicReference<>(new Timed(0, 0));

    Mutants(House house, List<Payload> originals, long seed, PrintStream out) {
        this.house = house;
        this.originals = List.copyOf(originals);
        this.seed = seed;
        this.out = out;
    }

    /** Makes and runs as many, beginning with this one; whether each has come to a named end. */
    boolean run(long first, long count) throws InterruptedException {
        next.set(first);
        var begun = System.nanoTime();
        var running =
                IntStream.range(0, THREADS)
                        .mapToObj(_ ->
                                house.threads().submit(() -> stint(first, first + count, begun)))
                        .toList();
        for (var each : running) {
            await(each);
        }
        uncategorised.forEach((number, what) -> out.println("mutant " + number + ": " + what));
        out.println(ends);
        out.println(line(next.get() - THREADS - first, System.nanoTime() - begun));
        return uncategorised.isEmpty();
    }

    /** Until the thread is through, or a mutant keeps it, which the caller need not wait for. */
    private void await(Future<Boolean> stint) throws InterruptedException {
        while (!stint.isDone() && !isStuck()) {
            try {
                stint.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                // Time to look whether one is stuck.
            } catch (ExecutionException e) {
                uncategorised.put(next.get(), "the thread died: " + e.getCause());
            }
        }
    }

    private boolean isStuck() {
        var tooLong = System.nanoTime() - PATIENCE.toNanos();
        var stuck = underWay.values().stream().filter(it -> it.nanos - tooLong < 0).toList();
        stuck.forEach(it ->
                uncategorised.put(
                        it.number,
                        "stuck for more than %s: --seed %d --from %d --mutants 1"
                                .formatted(PATIENCE, seed, it.number)));
        return !stuck.isEmpty();
    }

    /** One thread's share. */
    private Boolean stint(long first, long end, long begun) {
        for (var number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
            var from = System.nanoTime();
            underWay.put(Thread.currentThread(), new Timed(number, from));
            note(number);
            slowest.accumulateAndGet(new Timed(number, System.nanoTime() - from), Timed::or);
            var done = number - first;
            if (done > 0 && done % REPORT_EVERY == 0) {
                out.println(line(done, System.nanoTime() - begun));
            }
        }
        underWay.remove(Thread.currentThread());
        return true;
    }

    /** The one broad catch: what comes here is what is looked for. */
    private void note(long number) {
        var mutation = new Mutation(seed, number);
        try {
            var end = endOf(mutation.of(originals));
            ends.computeIfAbsent(end, _ -> new AtomicLong()).incrementAndGet();
            if (end.contains("OutOfMemoryError") || end.equals(ErrorCode.WORKER_FAULT.code())) {
                uncategorised.put(number, end);
            }
        } catch (RuntimeException | Error thrown) {
            uncategorised.put(number, thrown.toString());
        }
    }

    private String endOf(Payload mutant) {
        return switch (house.gate().admit(mutant)) {
            case Admission.Admitted(var module) -> run(module);
            case Admission.Refused(var code, var detail) ->
                    detail.endsWith("in the engine")
                            ? "refused by " + lastWords(detail)
                            : code.code();
        };
    }

    private String run(GuestModule module) {
        var context = TestingSandbox.now(TestingContexts.reading("hello", LIMITS));
        var outcome =
                house.sandbox().run(context, TestingStates.effects(context), module).outcome();
        return switch (outcome) {
            case Outcome.Errored(var code, _) -> code.code();
            case Outcome.Succeeded _, Outcome.Failed _, Outcome.Cancelled _ -> outcome.word();
        };
    }

    private static String lastWords(String detail) {
        return detail.substring(detail.lastIndexOf(':') + 2);
    }

    private String line(long done, long nanos) {
        return String.format(
                Locale.ROOT,
                "mutants=%d uncategorised=%d slowest=%d slowest_ms=%d a_second=%.0f",
                done,
                uncategorised.size(),
                slowest.get().number,
                Duration.ofNanos(slowest.get().nanos).toMillis(),
                done / (nanos / NANOS_A_SECOND));
    }

    /** A mutant, and when it began or how long it took. */
    private record Timed(long number, long nanos) {
        Timed or(Timed other) {
            return other.nanos > nanos ? other : this;
        }
    }
}
