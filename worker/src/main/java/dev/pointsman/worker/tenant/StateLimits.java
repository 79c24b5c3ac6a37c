package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.StateKey;

/**
 * How much state jobs may keep.
 *
 * @param maxValueBytes one value; no more than any state topic takes
 * @param maxWrites names that one job may set or delete
 * @param maxWrittenBytes those names and their values together
 * @param maxBytes what the tenant may have in one partition; see {@code PartitionState} for what
 *     counts
 */
public record StateLimits(int maxValueBytes, int maxWrites, int maxWrittenBytes, long maxBytes) {
    public StateLimits {
        Limits.require("max-state-value-bytes", maxValueBytes);
        if (maxValueBytes > StateKey.MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "max-state-value-bytes: "
                            + maxValueBytes
                            + " (expected: at most "
                            + StateKey.MAX_VALUE_BYTES
                            + ")");
        }
        Limits.require("max-state-writes", maxWrites);
        Limits.require("max-state-written-bytes", maxWrittenBytes);
        Limits.require("max-state-bytes", maxBytes);
    }
}
