package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.Usage;
import java.time.Duration;
import java.util.Optional;

/** Counts what one job uses of its worker, for its bill. Owned by the thread that runs the job. */
final class Meter {
    private Optional<JobMemory> memory = Optional.empty();
    private int hostCalls;
    private long hostNanos;
    private long bytesIn;
    private long bytesOut;
    private boolean ended;

    /** The job has ended: whoever calls in its name from now on is nobody, and has no memory. */
    void end() {
        ended = true;
        memory.ifPresent(JobMemory::end);
    }

    boolean hasEnded() {
        return ended;
    }

    /** The job has this memory, which never shrinks. */
    void memory(JobMemory memoryOfJob) {
        memory = Optional.of(memoryOfJob);
    }

    /** A call to the host begins; answers how many there have been. */
    int hostCall() {
        return ++hostCalls;
    }

    /** A call to the host took so long. */
    void hostTime(long nanos) {
        hostNanos += nanos;
    }

    /** So many bytes were copied into the guest's memory. */
    void in(int bytes) {
        bytesIn += bytes;
    }

    /** So many bytes were copied out of the guest's memory. */
    void out(int bytes) {
        bytesOut += bytes;
    }

    Usage usage(long fuel) {
        return new Usage(
                fuel,
                Duration.ofNanos(hostNanos),
                memory.map(JobMemory::pages).orElse(0),
                bytesIn,
                bytesOut,
                hostCalls);
    }
}
