package dev.pointsman.worker.effects;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobStopped;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What a guest writes to its standard output, up to a limit. Owned by one thread. */
public final class Output {
    private static final byte[] NOTHING = {};

    private final ByteArrayOutputStream rest = new ByteArrayOutputStream(0);
    private final int maxBytes;

    /** Most guests write all they have to say at once, and then it is never copied. */
    private byte[] first = NOTHING;

    Output(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Appends the bytes; ends the job when that would be more than it may write.
     *
     * @param more nobody else's from here on
     */
    public void append(byte[] more) {
        requireRoomFor(more.length);
        if (first.length == 0) {
            first = more;
        } else {
            rest.writeBytes(more);
        }
    }

    /** Ends the job if it may not write that many bytes more; asked before they are copied. */
    public void requireRoomFor(long more) {
        if (first.length + rest.size() + more > maxBytes) {
            throw new JobStopped(
                    ErrorCode.OUTPUT_TOO_LARGE,
                    "the output is larger than " + maxBytes + " bytes (limit max-output-bytes)");
        }
    }

    /** All that was written. */
    public Payload toPayload() {
        return Payload.takingOver(rest.size() == 0 ? first : joined());
    }

    private byte[] joined() {
        var all = Arrays.copyOf(first, first.length + rest.size());
        System.arraycopy(rest.toByteArray(), 0, all, first.length, rest.size());
        return all;
    }
}
