package dev.pointsman.worker.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The latest cancels that were looked into. Their jobs may have been on their way from one attempt
 * to the next, written and not read yet, and are found when they come back. Nothing of them
 * outlives the claim: the next owner knows of none. Owned by its flow.
 */
final class LatestCancels<J> {
    /** Of what jobs may hold of memory, they may hold this part. */
    private static final int PART_OF_BYTES = 64;

    private final LinkedHashMap<Name, Kept> cancels = new LinkedHashMap<>();
    private final long maxBytes;
    private long bytes;

    LatestCancels(FlowLimits limits) {
        this.maxBytes = limits.maxBytes() / PART_OF_BYTES;
    }

    /** Keeps it, unless none of its jobs is ever tried again; then nobody comes back. */
    void add(Ticket<J> cancel, Object name) {
        if (cancel.claim().beside().isPresent()) {
            var key = new Name(cancel.claim(), cancel.lane(), name);
            forget(Optional.ofNullable(cancels.remove(key)));
            cancels.put(key, new Kept(cancel.place(), cancel.bytes()));
            bytes += cancel.bytes();
            while (bytes > maxBytes) {
                forget(Optional.ofNullable(cancels.pollFirstEntry()).map(Map.Entry::getValue));
            }
        }
    }

    private void forget(Optional<Kept> cancel) {
        bytes -= cancel.map(Kept::bytes).orElse(0L);
    }

    /** Whether one of them is for this job, which stood before it. */
    boolean isAnyFor(Ticket<J> job, Function<J, Optional<?>> nameOf) {
        return !cancels.isEmpty()
                && nameOf.apply(job.job())
                        .map(name -> new Name(job.claim().home(), job.lane(), name))
                        .map(cancels::get)
                        .filter(cancel -> job.place() < cancel.place)
                        .isPresent();
    }

    /** All of the claim are another's. */
    void drop(Claim claim) {
        cancels.entrySet()
                .removeIf(it -> {
                    var isOfClaim = it.getKey().claim.equals(claim);
                    bytes -= isOfClaim ? it.getValue().bytes : 0;
                    return isOfClaim;
                });
    }

    /** Whose job it is for: a cancel never finds one of another lane. */
    private record Name(Claim claim, Optional<Lane> lane, Object name) {}

    private record Kept(long place, long bytes) {}
}
