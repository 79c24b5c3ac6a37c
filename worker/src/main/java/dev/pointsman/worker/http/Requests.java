package dev.pointsman.worker.http;

import dev.pointsman.worker.host.HttpHeader;
import dev.pointsman.worker.host.HttpQuestion;
import java.util.List;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Words a guest's question as the client wants it. Stateless. */
final class Requests {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String ENCODING = "accept-encoding";
    private static final String AGENT = "user-agent";

    private Requests() {}

    static Request of(HttpQuestion question, List<HttpHeader> added) {
        return new Request.Builder()
                .url(url(question))
                .headers(headers(question, added))
                .method(question.method(), body(question))
                .build();
    }

    /**
     * Put together, not parsed: what was checked and what is asked are the same by construction.
     */
    private static HttpUrl url(HttpQuestion question) {
        var cut = question.target().indexOf('?');
        var path = cut < 0 ? question.target() : question.target().substring(0, cut);
        var query = cut < 0 ? null : question.target().substring(cut + 1);
        var url =
                new HttpUrl.Builder()
                        .scheme(question.origin().scheme())
                        .host(question.origin().host())
                        .port(question.origin().port())
                        .encodedPath(path)
                        .encodedQuery(query)
                        .build();
        requireSame(url, question.origin().host());
        return url;
    }

    /** The client reads a name that is encoded (xn--), and may write it in another way. */
    private static void requireSame(HttpUrl url, String host) {
        if (!host.contains(":") && !url.host().equals(host)) {
            throw new IllegalArgumentException("host: read as another one");
        }
    }

    /** Unless the guest wants to unpack an answer itself, nobody sends a packed one. */
    private static Headers headers(HttpQuestion question, List<HttpHeader> added) {
        var headers = new Headers.Builder().add(ENCODING, "identity").add(AGENT, "pointsman");
        question.headers().forEach(header -> set(headers, header));
        added.forEach(header -> headers.set(header.name(), header.value()));
        return headers.build();
    }

    private static void set(Headers.Builder headers, HttpHeader header) {
        if (header.name().equals(ENCODING) || header.name().equals(AGENT)) {
            headers.set(header.name(), header.value());
        } else {
            headers.add(header.name(), header.value());
        }
    }

    private static @Nullable RequestBody body(HttpQuestion question) {
        return question.body().size() > 0 || WITH_BODY.contains(question.method())
                ? RequestBody.create(question.body().toBytes())
                : null;
    }
}
