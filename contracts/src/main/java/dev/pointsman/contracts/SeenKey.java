package dev.pointsman.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Under which a job is remembered, so that a second one of the same name is known: its tenant, and
 * the SHA-256 of its source and id in four parts. However long these are, a million of them take
 * the same room.
 */
public record SeenKey(TenantId tenant, long first, long second, long third, long fourth) {
    /** The job's; source and id each behind its length, so that no border between them moves. */
    public static SeenKey of(JobIdentity job) {
        return of(job.tenant(), job.source(), job.id().value());
    }

    /** That of some other name, which no job's is if it has another number of parts than two. */
    public static SeenKey of(TenantId tenant, String... parts) {
        var sha256 = sha256();
        for (var part : parts) {
            update(sha256, part);
        }
        var digest = ByteBuffer.wrap(sha256.digest());
        return new SeenKey(
                tenant, digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    private static void update(MessageDigest sha256, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sha256.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
