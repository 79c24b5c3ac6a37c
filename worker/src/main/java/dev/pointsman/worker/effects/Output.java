package dev.pointsman.worker.effects;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobStopped;
import java.io.ByteArrayOutputStream;

/** What a guest writes to its standard output, up to a limit. Owned by one thread. */
public final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final int maxBytes;

    Output(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Appends the bytes; ends the job when that would be more than it may write. */
    public void append(byte[] more) {
        requireRoomFor(more.length);
        bytes.writeBytes(more);
    }

    /** Ends the job if it may not write that many bytes more; asked before they are copied. */
    public void requireRoomFor(long more) {
        if (bytes.size() + more > maxBytes) {
            throw new JobStopped(
                    ErrorCode.OUTPUT_TOO_LARGE,
                    "the output is larger than " + maxBytes + " bytes (limit max-output-bytes)");
        }
    }

    /** All that was written. */
    public Payload toPayload() {
        return Payload.takingOver(bytes.toByteArray());
    }
}
