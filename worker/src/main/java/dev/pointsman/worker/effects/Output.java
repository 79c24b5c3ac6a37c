package dev.pointsman.worker.effects;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobStopped;
import java.util.Arrays;

/** What a guest writes to its standard output, up to a limit. Owned by one thread. */
public final class Output {
    private static final byte[] NOTHING = {};

    private final int maxBytes;

    /** Most guests write all they have to say at once, and then it is never copied. */
    private byte[] written = NOTHING;

    private int size;

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
        if (size == 0) {
            written = more;
        } else {
            makeRoomFor(more.length);
            System.arraycopy(more, 0, written, size, more.length);
        }
        size += more.length;
    }

    /** Ends the job if it may not write that many bytes more; asked before they are copied. */
    public void requireRoomFor(long more) {
        if (size + more > maxBytes) {
            throw new JobStopped(
                    ErrorCode.OUTPUT_TOO_LARGE,
                    "the output is larger than " + maxBytes + " bytes (limit max-output-bytes)");
        }
    }

    /**
     * Twice as much each time, but never more than may be written: the heap's budget has it twice.
     */
    private void makeRoomFor(int more) {
        var needed = size + more;
        if (needed > written.length) {
            var twice = Math.min(2L * written.length, maxBytes);
            written = Arrays.copyOf(written, Math.max((int) twice, needed));
        }
    }

    /** All that was written. */
    public Payload toPayload() {
        return Payload.takingOver(size == written.length ? written : Arrays.copyOf(written, size));
    }
}
