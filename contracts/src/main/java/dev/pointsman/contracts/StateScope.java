package dev.pointsman.contracts;

/**
 * Whose state it is: that of one tenant's jobs with one record key. Ordered, for a map has nothing
 * else to go by where publishers choose keys that share their hash.
 *
 * @param recordKey the key of the jobs' records; one that is longer than 1 KiB has no state
 */
public record StateScope(TenantId tenant, Payload recordKey) implements Comparable<StateScope> {
    /** Longer keys are no names for anything, and stand in every record of the state topic. */
    public static final int MAX_KEY_BYTES = 1_024;

    public StateScope {
        if (recordKey.size() > MAX_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "record key: "
                            + recordKey.size()
                            + " bytes (expected: at most "
                            + MAX_KEY_BYTES
                            + ")");
        }
    }

    @Override
    public int compareTo(StateScope other) {
        var byTenant = tenant.compareTo(other.tenant);
        return byTenant == 0 ? recordKey.compareTo(other.recordKey) : byTenant;
    }
}
