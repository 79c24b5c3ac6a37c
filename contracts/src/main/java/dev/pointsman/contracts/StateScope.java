package dev.pointsman.contracts;

/**
 * Whose state it is: that of one tenant's jobs with one record key.
 *
 * @param recordKey the key of the jobs' records; one that is longer than 1 KiB has no state
 */
public record StateScope(TenantId tenant, Payload recordKey) {
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
}
