package dev.pointsman.contracts;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a module really is: the SHA-256 of its bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ModuleDigest(String hex) {
    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public ModuleDigest {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "digest: " + Wording.quote(hex) + " (expected: 64 digits of [0-9a-f])");
        }
    }

    /** The digest of these bytes. */
    public static ModuleDigest of(Payload bytes) {
        var sha256 = sha256();
        sha256.update(bytes.asReadOnlyBuffer());
        return new ModuleDigest(HexFormat.of().formatHex(sha256.digest()));
    }

    /** Reads the wire form, {@code sha256:<hex>}. */
    public static ModuleDigest parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "digest: "
                            + Wording.quote(text)
                            + " (expected: sha256:<64 hexadecimal digits>)");
        }
        return new ModuleDigest(text.substring(PREFIX.length()));
    }

    /** The wire form, {@code sha256:<hex>}. */
    @Override
    public String toString() {
        return PREFIX + hex;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
