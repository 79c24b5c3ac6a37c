package dev.pointsman.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The keys and values on the state topic under which jobs are remembered. Keys begin with another
 * byte than those of guests' state ({@link StateKeyCodec}), so that neither can be taken for the
 * other: 2, the tenant's length in one byte, the tenant, 32 bytes of digest. A value is an offset
 * and the milliseconds of a moment, eight bytes each. Stateless, so safe on every thread.
 */
public final class SeenCodec {
    private static final byte SPACE = 2;
    private static final int DIGEST_BYTES = 4 * Long.BYTES;
    private static final int VALUE_BYTES = 2 * Long.BYTES;

    private SeenCodec() {}

    /** Whether a key of the state topic is one of these, be it spoilt. */
    public static boolean isOne(byte[] key) {
        return key.length > 0 && key[0] == SPACE;
    }

    /** The bytes of a record's key. */
    public static byte[] write(SeenKey key) {
        var tenant = key.tenant().value().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + tenant.length + DIGEST_BYTES)
                .put(SPACE)
                .put((byte) tenant.length)
                .put(tenant)
                .putLong(key.first())
                .putLong(key.second())
                .putLong(key.third())
                .putLong(key.fourth())
                .array();
    }

    /** What was written, if these bytes can have been. */
    public static Optional<SeenKey> read(byte[] bytes) {
        var length = isOne(bytes) && bytes.length > 1 ? Byte.toUnsignedInt(bytes[1]) : 0;
        if (length == 0 || bytes.length != 2 + length + DIGEST_BYTES) {
            return Optional.empty();
        }
        var digest = ByteBuffer.wrap(bytes, 2 + length, DIGEST_BYTES);
        return tenant(ByteBuffer.wrap(bytes, 2, length))
                .map(tenant ->
                        new SeenKey(
                                tenant,
                                digest.getLong(),
                                digest.getLong(),
                                digest.getLong(),
                                digest.getLong()));
    }

    private static Optional<TenantId> tenant(ByteBuffer bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return Optional.of(new TenantId(text));
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** The bytes of a record's value. */
    public static byte[] write(SeenJob job) {
        return ByteBuffer.allocate(VALUE_BYTES)
                .putLong(job.offset())
                .putLong(job.until().toEpochMilli())
                .array();
    }

    /** What was written, if these bytes can have been. */
    public static Optional<SeenJob> readJob(byte[] bytes) {
        if (bytes.length != VALUE_BYTES) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        return Optional.of(new SeenJob(buffer.getLong(), Instant.ofEpochMilli(buffer.getLong())));
    }
}
