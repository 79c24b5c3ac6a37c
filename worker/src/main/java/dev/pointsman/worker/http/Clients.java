package dev.pointsman.worker.http;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Clients for one call each, which share all but what watches over the call; with all switched off
 * that they do of their own accord. Immutable, so safe on every thread.
 */
final class Clients {
    private static final Duration CONNECTING_TAKES = Duration.ofSeconds(10);
    private static final String RETRY_AFTER = "Retry-After";
    private static final String HIDDEN = "X-Pointsman-Retry-After";

    /** Without the sockets that look where they connect, so it stays in here. */
    private final OkHttpClient shared;

    Clients(CheckedDns.Names names) {
        this.shared = shared(names);
    }

    /** A client for one call, whose sockets connect to no address that the job may not reach. */
    OkHttpClient watchedBy(Overhead overhead) {
        return shared.newBuilder()
                .socketFactory(new CheckedSockets(overhead))
                .eventListener(overhead)
                .build();
    }

    /**
     * No redirects, for they lead where nobody looked; no proxy; no second try, which would be a
     * call that is not counted; one address after the other, on the thread that has the context; no
     * connection that is used twice, for the next job may not be allowed what it is connected to;
     * and no other protocol, in which one connection serves for several names.
     */
    private static OkHttpClient shared(CheckedDns.Names names) {
        return new OkHttpClient.Builder()
                .dns(new CheckedDns(names))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .fastFallback(false)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECTING_TAKES)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addInterceptor(Clients::shown)
                .addNetworkInterceptor(Clients::hidden)
                .build();
    }

    /** The client asks again at once if an answer of 503 says so by this header; it must not. */
    private static Response hidden(Interceptor.Chain chain) throws IOException {
        return renamed(chain.proceed(chain.request()), RETRY_AFTER, HIDDEN);
    }

    private static Response shown(Interceptor.Chain chain) throws IOException {
        return renamed(chain.proceed(chain.request()), HIDDEN, RETRY_AFTER);
    }

    /** Whatever the value is made of: it is the other side's, and goes to the guest as it came. */
    private static Response renamed(Response response, String from, String to) {
        var value = response.header(from);
        return value == null
                ? response
                : response.newBuilder()
                        .headers(
                                response.headers()
                                        .newBuilder()
                                        .removeAll(from)
                                        .removeAll(to)
                                        .addUnsafeNonAscii(to, value)
                                        .build())
                        .build();
    }
}
