package dev.pointsman.worker;

import dev.pointsman.contracts.Recording;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.WorkerConfig;
import dev.pointsman.worker.effects.LogLines;
import dev.pointsman.worker.kafka.ClientBuffers;
import dev.pointsman.worker.kafka.KafkaSettings;
import dev.pointsman.worker.observe.traces.Traces;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.state.SeenRoom;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a worker may take of its heap at most, by what its limits allow: said with its numbers to an
 * operator who gives it less, when limits are read, and not by an {@code OutOfMemoryError} under
 * load. Immutable, so safe on every thread.
 */
record HeapBudget(List<Share> shares) {
    private static final long MIB = 1024 * 1024;
    private static final long PAGE_BYTES = 64 * 1024;

    /**
     * Sixteen pointers to what is read of each page the guest may have, whether or not it writes to
     * it, and sixteen to what is written.
     */
    private static final long POINTERS_A_PAGE = 2 * 16 * 4;

    /** What was kept, and its bytes. */
    private static final long RECORDING_BYTES = 2 * Recording.MAX_ANSWER_BYTES;

    private static final long ALL_ELSE_BYTES = 27 * MIB;

    /** A part of it, and which keys it hangs on. */
    record Share(String what, long bytes) {
        @Override
        public String toString() {
            return what + ": " + mebibytes(bytes);
        }
    }

    /** Of a worker without tenants: what its own settings come to. */
    static HeapBudget of(WorkerConfig config, Limits defaults) {
        return of(config, defaults, new Tenants("", Map.of()));
    }

    static HeapBudget of(WorkerConfig config, Limits defaults, Tenants tenants) {
        var ofTenants = tenants.policies().values().stream().mapToLong(HeapBudget::bytesOfJob);
        var largest = LongStream.concat(LongStream.of(bytesOfJob(defaults)), ofTenants).max();
        var shares =
                List.of(
                        new Share(
                                config.concurrency()
                                        + " jobs at once, the largest of them "
                                        + mebibytes(largest.orElseThrow())
                                        + " (pointsman.concurrency, limits max-dirty-pages, max-pages, max-output-bytes, http, record)",
                                config.concurrency() * largest.orElseThrow()),
                        new Share(
                                "compiled modules (pointsman.modules.max-cached-bytes)",
                                config.modules().maxCachedBytes()),
                        new Share("compiling a module", Gate.COMPILING_BYTES),
                        new Share("the module that was compiled last", GuestModule.MAX_HEAP_BYTES),
                        new Share(
                                "jobs and results in flight (pointsman.kafka.max-buffered-bytes, twice)",
                                2 * config.kafka().maxBufferedBytes()),
                        new Share(
                                "state of the partitions (pointsman.state.max-bytes)",
                                config.state().maxBytes()),
                        new Share(
                                "remembered jobs (pointsman.state.max-remembered-jobs)",
                                SeenRoom.bytes(config.state().maxRememberedJobs())),
                        new Share(
                                "remembered cancels (pointsman.kafka.max-buffered-bytes)",
                                KafkaSettings.cancelBytes(config.kafka().maxBufferedBytes())),
                        new Share("Kafka's clients", ClientBuffers.bytes()),
                        new Share("all else", ALL_ELSE_BYTES));
        return new HeapBudget(Stream.concat(shares.stream(), spans(config).stream()).toList());
    }

    private static Optional<Share> spans(WorkerConfig config) {
        var what = "spans that wait for the collector (pointsman.traces.endpoint)";
        return config.traces().endpoint().map(_ -> new Share(what, Traces.MAX_BYTES));
    }

    long bytes() {
        return shares.stream().mapToLong(Share::bytes).sum();
    }

    /** Refuses a heap that is smaller than what may be taken of it. */
    void requireWithin(long heapBytes) throws ConfigException {
        var wrong = objection(heapBytes);
        if (wrong.isPresent()) {
            throw new ConfigException(List.of(wrong.get()));
        }
    }

    /** What is wrong with a heap that is smaller than what may be taken of it. */
    Optional<String> objection(long heapBytes) {
        return bytes() <= heapBytes
                ? Optional.empty()
                : Optional.of(
                        "a heap of "
                                + mebibytes(heapBytes)
                                + " (expected: at least "
                                + mebibytes(bytes())
                                + "; set -Xmx, in JDK_JAVA_OPTIONS, or give the container more memory, of which the image takes 70 %"
                                + " for the heap, or lower one of these): "
                                + shares.stream()
                                        .map(Share::toString)
                                        .collect(Collectors.joining("; ")));
    }

    /**
     * Of an HTTP answer there are, for a moment, what came and the array of it, or that and what
     * the guest is handed; of a request what the guest asked and what the client sends.
     */
    private static long bytesOfJob(Policy policy) {
        return bytesOfJob(policy.limits())
                + 2 * policy.httpBytes()
                + (policy.recordsAny() ? RECORDING_BYTES : 0);
    }

    private static long bytesOfJob(Limits limits) {
        return Math.min(limits.maxPages(), limits.maxDirtyPages()) * PAGE_BYTES
                + limits.maxPages() * POINTERS_A_PAGE
                + Sandbox.MAX_TABLE_BYTES
                + 2L * limits.maxOutputBytes()
                + limits.maxPublishedBytes()
                + limits.state().maxWrittenBytes()
                + (long) limits.maxLogLines() * LogLines.MAX_HEAP_BYTES;
    }

    private static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, MIB) + " MiB";
    }
}
