package dev.pointsman.contracts;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Under which a job is remembered, so that a second one of the same name is known: its tenant, and
 * the SHA-256 of its source and id in four parts. However long these are, a million of them take
 * the same room.
 */
public record SeenKey(TenantId tenant, long first, long second, long third, long fourth) {
    /** The job's. */
    public static SeenKey of(JobIdentity job) {
        return of(job.tenant(), job.source(), job.id().value());
    }

    /** Its digest, in 64 hexadecimal digits. */
    public String digest() {
        var digits = HexFormat.of();
        return digits.toHexDigits(first)
                + digits.toHexDigits(second)
                + digits.toHexDigits(third)
                + digits.toHexDigits(fourth);
    }

    /** That of some other name, which no job's is if it has another number of parts than two. */
    public static SeenKey of(TenantId tenant, String... parts) {
        var digest = ByteBuffer.wrap(TextDigest.of(parts));
        return new SeenKey(
                tenant, digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }
}
