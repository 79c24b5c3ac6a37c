package dev.pointsman.worker.flow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Progress as the metadata of a committed offset: {@code pointsman/1:<base>:<bitmap>:<check>}. The
 * bitmap has a bit an offset, the base's first, in base64url without padding; the check is the
 * CRC-32 of all before it, in hexadecimal. Stateless.
 */
public final class ProgressCodec {
    /** Longer metadata is fatal to a producer (measured with 4.4.0). */
    public static final int MAX_CHARS = 4_096;

    /** The longest this writes: a base of 19 digits, and a bitmap of the whole window. */
    public static final int LONGEST_CHARS = 2_772;

    private static final String FAMILY = "pointsman/";
    private static final String VERSION = FAMILY + "1:";
    private static final Pattern FORM =
            Pattern.compile("(pointsman/1:([0-9]{1,19}):([A-Za-z0-9_-]*):)([0-9a-f]{8})");

    private static final int CHECK_DIGITS = 8;

    private ProgressCodec() {}

    /** At most {@link #LONGEST_CHARS} characters, all of them ASCII. */
    public static String write(Progress progress) {
        var bitmap = Base64.getUrlEncoder().withoutPadding();
        var told =
                VERSION
                        + progress.base()
                        + ":"
                        + bitmap.encodeToString(progress.beyond().toByteArray())
                        + ":";
        return told + check(told);
    }

    /** Whether a worker has written it, be it of another version. */
    public static boolean isOurs(String metadata) {
        return metadata.startsWith(FAMILY);
    }

    /**
     * What the metadata says.
     *
     * @param offset the committed offset it stands beside
     */
    public static ProgressReading read(long offset, String metadata) {
        if (metadata.isEmpty()) {
            return new ProgressReading.Ours(Progress.upTo(offset));
        }
        if (!isOurs(metadata)) {
            return new ProgressReading.Foreign(Progress.upTo(offset));
        }
        if (!metadata.startsWith(VERSION)) {
            return unreadable("written by a newer version; run that version");
        }
        var form = FORM.matcher(metadata);
        if (metadata.length() > MAX_CHARS || !form.matches()) {
            return unreadable("corrupt: not of the form " + VERSION + "<base>:<bitmap>:<check>");
        }
        return read(offset, form);
    }

    private static ProgressReading read(long offset, Matcher form) {
        if (!check(form.group(1)).equals(form.group(4))) {
            return unreadable("corrupt: its check does not hold");
        }
        if (!form.group(2).equals(Long.toString(offset))) {
            return unreadable("for offset " + form.group(2) + ", and stands beside " + offset);
        }
        try {
            var bitmap = Base64.getUrlDecoder().decode(form.group(3));
            return new ProgressReading.Ours(Progress.of(offset, BitSet.valueOf(bitmap)));
        } catch (IllegalArgumentException e) {
            return unreadable("corrupt: " + e.getMessage());
        }
    }

    private static ProgressReading unreadable(String what) {
        return new ProgressReading.Unreadable(
                "the metadata of the committed offset is "
                        + what
                        + " (to go on without it, and run again what is finished beyond the offset:"
                        + " stop all workers, then kafka-consumer-groups --reset-offsets"
                        + " --to-current)");
    }

    private static String check(String told) {
        var crc = new CRC32();
        crc.update(told.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue(), CHECK_DIGITS);
    }
}
