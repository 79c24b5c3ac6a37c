package dev.pointsman.worker.http;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.host.HttpFault;
import dev.pointsman.worker.host.HttpHeader;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.Response;
import okio.Buffer;

/** Takes of an answer as much as a guest may have. Stateless. */
final class Responses {
    private static final int MAX_HEADERS = 64;
    private static final int MAX_HEADER_CHARS = 16 * 1024;
    private static final int LEAST_STATUS = 100;
    private static final int PIECE_BYTES = 8 * 1024;

    private Responses() {}

    /** What has fewer digits, a guest would take for no answer at all. */
    static void requireStatus(Response response) throws ProtocolException {
        if (response.code() < LEAST_STATUS) {
            throw new ProtocolException("a status of " + response.code());
        }
    }

    static List<HttpHeader> headers(Response response) throws TooLarge {
        var headers = new ArrayList<HttpHeader>();
        var chars = 0;
        for (var pair : response.headers()) {
            var name = pair.getFirst().toLowerCase(Locale.ROOT);
            chars += name.length() + pair.getSecond().length();
            if (headers.size() == MAX_HEADERS || chars > MAX_HEADER_CHARS) {
                throw new TooLarge(HttpFault.RESPONSE_HEADER_SECTION_SIZE);
            }
            headers.add(new HttpHeader(name, pair.getSecond()));
        }
        return headers;
    }

    /** The bytes as they came: what is packed stays so, and cannot grow here. */
    static Payload body(Response response, int maxBytes, Overhead overhead) throws IOException {
        if (response.body().contentLength() > maxBytes) {
            throw new TooLarge(HttpFault.RESPONSE_BODY_SIZE);
        }
        var source = response.body().source();
        var body = new Buffer();
        overhead.bodyGotOn();
        while (source.read(body, PIECE_BYTES) >= 0) {
            overhead.bodyGotOn();
            if (body.size() > maxBytes) {
                throw new TooLarge(HttpFault.RESPONSE_BODY_SIZE);
            }
        }
        return Payload.takingOver(body.readByteArray());
    }
}
