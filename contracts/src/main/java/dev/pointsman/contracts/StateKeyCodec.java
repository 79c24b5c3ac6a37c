package dev.pointsman.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The keys of the state topic, which compaction goes by: a version byte; then tenant, record key
 * and name, each behind its length in two bytes, and nothing after them. So no two keys are written
 * alike, and there is one way to write each. Stateless, so safe on every thread.
 *
 * <p>A record's value is the guest's bytes as they are; one without a value says that the name has
 * none any more.
 */
public final class StateKeyCodec {
    /** No key is longer. */
    public static final int MAX_BYTES =
            1 + 3 * Short.BYTES + 63 + StateScope.MAX_KEY_BYTES + StateName.MAX_BYTES;

    private static final byte VERSION = 1;

    private StateKeyCodec() {}

    /** The bytes of a record's key. */
    public static byte[] write(StateKey key) {
        var tenant = key.scope().tenant().value().getBytes(StandardCharsets.UTF_8);
        var record = key.scope().recordKey();
        var name = key.name().toBytes();
        var size = 1 + 3 * Short.BYTES + tenant.length + record.size() + name.length;
        return ByteBuffer.allocate(size)
                .put(VERSION)
                .putShort((short) tenant.length)
                .put(tenant)
                .putShort((short) record.size())
                .put(record.asReadOnlyBuffer())
                .putShort((short) name.length)
                .put(name)
                .array();
    }

    /** What was written, if these bytes can have been: not those of a newer version, for one. */
    public static Optional<StateKey> read(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        if (bytes.length > MAX_BYTES || !buffer.hasRemaining() || buffer.get() != VERSION) {
            return Optional.empty();
        }
        var tenant = part(buffer);
        var record = part(buffer);
        var name = part(buffer);
        return buffer.hasRemaining() || name.isEmpty()
                ? Optional.empty()
                : key(tenant.orElseThrow(), record.orElseThrow(), name.get());
    }

    /** None after the end, and so none of those that follow either. */
    private static Optional<byte[]> part(ByteBuffer buffer) {
        if (buffer.remaining() < Short.BYTES) {
            buffer.position(buffer.limit());
            return Optional.empty();
        }
        var length = Short.toUnsignedInt(buffer.getShort());
        if (length > buffer.remaining()) {
            buffer.position(buffer.limit());
            return Optional.empty();
        }
        var part = new byte[length];
        buffer.get(part);
        return Optional.of(part);
    }

    private static Optional<StateKey> key(byte[] tenant, byte[] record, byte[] name) {
        try {
            var scope = new StateScope(new TenantId(text(tenant)), Payload.takingOver(record));
            return Optional.of(new StateKey(scope, new StateName(text(name))));
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** Strictly: two sequences of bytes that are not UTF-8 must not be read as one name. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
