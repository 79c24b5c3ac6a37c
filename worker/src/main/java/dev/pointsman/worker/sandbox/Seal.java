package dev.pointsman.worker.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells bytes that were written by somebody with our key from all others: an HMAC-SHA-256 of name
 * and content stands before the content. Immutable, so safe on every thread.
 */
final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG_BYTES = 32;
    private static final int LEAST_KEY_BYTES = 32;

    private final SecretKeySpec key;

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    static Seal with(Path keyFile) throws IOException {
        var key = Files.readAllBytes(keyFile);
        if (key.length < LEAST_KEY_BYTES) {
            throw new IOException(
                    keyFile
                            + ": "
                            + key.length
                            + " bytes (expected: "
                            + LEAST_KEY_BYTES
                            + " or more; make it with: head -c 32 /dev/urandom)");
        }
        return new Seal(key);
    }

    /** A file's name that tells nothing of what it is the name of. */
    String nameOf(String name) {
        return HexFormat.of().formatHex(tag("file", name.getBytes(StandardCharsets.UTF_8), 0));
    }

    byte[] sealed(String name, byte[] content) {
        var sealed = Arrays.copyOf(tag(name, content, 0), TAG_BYTES + content.length);
        System.arraycopy(content, 0, sealed, TAG_BYTES, content.length);
        return sealed;
    }

    /** The content, if it was sealed under this name with our key. */
    Optional<byte[]> opened(String name, byte[] sealed) {
        if (sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        var tag = Arrays.copyOf(sealed, TAG_BYTES);
        return MessageDigest.isEqual(tag, tag(name, sealed, TAG_BYTES))
                ? Optional.of(Arrays.copyOfRange(sealed, TAG_BYTES, sealed.length))
                : Optional.empty();
    }

    private byte[] tag(String name, byte[] bytes, int from) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(bytes, from, bytes.length - from);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
