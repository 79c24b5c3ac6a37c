package dev.pointsman.worker.observe.meters;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Usage;
import dev.pointsman.worker.job.FinishedJob;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Counts and times jobs whose results are committed, and adds up their bills. Owned by the thread
 * that tells it; told of cancels on any.
 */
public final class JobMeters implements LabelledListener {
    private final MeterRegistry registry;
    private final String destination;
    private final Map<Kind, OfKind> kinds = new HashMap<>();
    private final Map<OfTenant, Counter> tenants = new HashMap<>();
    private final Bill bill;
    private final GuestCounts counts;
    private final Counter denied;
    private final Counter withdrawing;
    private final Counter tooLate;

    /**
     * @param destination the topic that jobs come from, or what stands before the dot and the
     *     tenant
     */
    public JobMeters(MeterRegistry registry, String destination) {
        this.registry = registry;
        this.destination = destination;
        this.bill = new Bill(registry);
        this.counts = new GuestCounts(registry);
        this.denied =
                Counter.builder("pointsman.capability.denied")
                        .description("Jobs that ended at a host function their tenant may not call")
                        .register(registry);
        this.withdrawing = cancels(registry, "withdrawn");
        this.tooLate = cancels(registry, "nobody");
        Stream.of(ErrorCode.values())
                .filter(ErrorCode::isWorthRetrying)
                .forEach(code -> deadLetters(registry, code.code()));
    }

    /**
     * What is not a job's own fault is there before there is one: an alert that asks for an
     * increase is told of none by a series that begins with its first.
     */
    private static Counter deadLetters(MeterRegistry registry, String errorType) {
        return Counter.builder("pointsman.dead.letters")
                .description("Jobs copied to the dead-letters topic")
                .tag("error.type", errorType)
                .register(registry);
    }

    private static Counter cancels(MeterRegistry registry, String found) {
        return Counter.builder("pointsman.cancels")
                .description("Cancels, by whether they found a job that had not ended")
                .tag("found", found)
                .register(registry);
    }

    @Override
    public void cancelCame(int jobs) {
        (jobs == 0 ? tooLate : withdrawing).increment();
    }

    /** An attempt that is not the job's end is counted as that, and its bill all the same. */
    @Override
    public void jobsEnded(List<FinishedJob> jobs, JobLabels labels) {
        var kind = kinds.computeIfAbsent(Kind.of(labels), this::ofKind);
        var sum = new JobSum();
        for (var job : jobs) {
            sum.add(job);
            kind.took(job.result().execution().duration());
            bill.addPages(job.result().execution().usage());
            // An attempt that is followed by another has counted nothing: only a success has.
            counts.add(labels.tenant(), job.account().counts());
        }
        kind.add(sum);
        tenants.computeIfAbsent(OfTenant.of(labels), this::ofTenant).increment(sum.ended());
        bill.add(sum);
        if (labels.errorType().equals(ErrorCode.CAPABILITY_DENIED.code())) {
            denied.increment(jobs.size());
        }
    }

    private OfKind ofKind(Kind kind) {
        return new OfKind(registry, destination, kind);
    }

    private Counter ofTenant(OfTenant labels) {
        return Counter.builder("pointsman.tenant.jobs")
                .description("The same by tenant, of the tenants file only")
                .tag("tenant", labels.tenant())
                .tag("outcome", labels.outcome())
                .register(registry);
    }

    /** How many meters are remembered: tenants and modules each have theirs, not pairs of them. */
    int kept() {
        return kinds.size() + tenants.size();
    }

    private record Kind(String module, String outcome, String errorType) {
        static Kind of(JobLabels labels) {
            return new Kind(labels.module(), labels.outcome(), labels.errorType());
        }
    }

    private record OfTenant(String tenant, String outcome) {
        static OfTenant of(JobLabels labels) {
            return new OfTenant(labels.tenant(), labels.outcome());
        }
    }

    /** The meters of all jobs with the same labels but their tenants', looked up once. */
    private static final class OfKind {
        private final Timer duration;
        private final Counter jobs;
        private final Counter deadLetters;
        private final Counter.Builder retries;
        private final MeterRegistry registry;

        OfKind(MeterRegistry registry, String destination, Kind labels) {
            this.registry = registry;
            this.duration =
                    Buckets.timer(
                                    "messaging.process.duration",
                                    "How long jobs ran, by the topic they came from")
                            .tag("messaging.destination.name", destination)
                            .tag("error.type", labels.errorType())
                            .register(registry);
            this.jobs =
                    Counter.builder("pointsman.jobs")
                            .description("Jobs whose result is committed")
                            .tag("module", labels.module())
                            .tag("outcome", labels.outcome())
                            .register(registry);
            this.deadLetters = deadLetters(registry, labels.errorType());
            this.retries =
                    Counter.builder("pointsman.retries")
                            .description("Attempts that failed and are followed by another")
                            .tag("module", labels.module())
                            .tag("error.type", labels.errorType());
        }

        void took(Duration time) {
            duration.record(time.toNanos(), TimeUnit.NANOSECONDS);
        }

        void add(JobSum sum) {
            if (sum.attempts() > sum.ended()) {
                retries(sum.attempts() - sum.ended());
            }
            jobs.increment(sum.ended());
            deadLetters.increment(sum.deadLetters());
        }

        /** From the first on: most ends of most modules are never followed by another attempt. */
        private void retries(int more) {
            retries.register(registry).increment(more);
        }
    }

    /** What jobs have used of the worker, all of them together. */
    private static final class Bill {
        private static final double NANOS = 1e9;

        private final Counter fuel;
        private final Counter hostTime;
        private final Counter bytesIn;
        private final Counter bytesOut;
        private final Counter hostCalls;
        private final DistributionSummary pages;

        Bill(MeterRegistry registry) {
            this.fuel = counter(registry, "pointsman.guest.fuel", "Fuel that jobs have used");
            this.hostTime =
                    counter(
                            registry,
                            "pointsman.guest.host.seconds",
                            "Time that host functions worked for jobs");
            this.bytesIn =
                    counter(
                            registry,
                            "pointsman.guest.bytes.in",
                            "Bytes that host functions copied into guests");
            this.bytesOut =
                    counter(
                            registry,
                            "pointsman.guest.bytes.out",
                            "Bytes that host functions copied out of guests");
            this.hostCalls =
                    counter(
                            registry,
                            "pointsman.guest.host.calls",
                            "Calls of guests to host functions of any kind, WASI included");
            this.pages =
                    DistributionSummary.builder("pointsman.guest.memory.pages")
                            .description("The most linear memory a job had, in pages of 64 KiB")
                            .serviceLevelObjectives(1, 4, 16, 64, 256, 1024, 4096)
                            .register(registry);
        }

        void add(JobSum sum) {
            fuel.increment(sum.fuel());
            hostTime.increment(sum.hostNanos() / NANOS);
            bytesIn.increment(sum.bytesIn());
            bytesOut.increment(sum.bytesOut());
            hostCalls.increment(sum.hostCalls());
        }

        void addPages(Optional<Usage> usage) {
            if (usage.isPresent()) {
                pages.record((double) usage.get().peakPages());
            }
        }

        private static Counter counter(MeterRegistry registry, String name, String description) {
            return Counter.builder(name).description(description).register(registry);
        }
    }
}
