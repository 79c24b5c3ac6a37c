package dev.pointsman.worker.http;

import dev.pointsman.worker.host.HttpFault;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * How much has come over a call's connection since its answer got on: since the request was sent,
 * or a byte of the body came. Heads, trailers and the lines between chunks have limits of the
 * client's that are too wide, or none, and are kept until they end. Owned by the thread that makes
 * the call.
 */
final class Overhead extends EventListener {
    /**
     * The headers a guest may be handed, and what the client has read beyond them. Not more, for
     * the shortest headers cost the heap forty times their length.
     */
    private static final int MAX_BYTES = 24 * 1024;

    /** TLS is read in whole records. */
    private static final int RECORD_BYTES = 17 * 1024;

    private HttpFault fault = HttpFault.RESPONSE_HEADER_SECTION_SIZE;
    private int maxBytes = MAX_BYTES;
    private int bytes;

    @Override
    public void secureConnectStart(Call call) {
        maxBytes = MAX_BYTES + RECORD_BYTES;
    }

    /** What came before was between the machines: a handshake. */
    @Override
    public void requestHeadersStart(Call call) {
        bytes = 0;
    }

    /** From now on it is the body that gets on. */
    void bodyGotOn() {
        fault = HttpFault.RESPONSE_BODY_SIZE;
        bytes = 0;
    }

    /** The same stream, each byte of which is counted. */
    InputStream counted(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                var read = super.read();
                came(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                var read = super.read(into, from, length);
                came(Math.max(0, read));
                return read;
            }
        };
    }

    private void came(int more) throws TooLarge {
        bytes += more;
        if (bytes > maxBytes) {
            throw new TooLarge(fault);
        }
    }
}
