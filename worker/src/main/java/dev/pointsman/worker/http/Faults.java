package dev.pointsman.worker.http;

import dev.pointsman.worker.host.HttpFault;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What the client's exceptions mean to a guest. Stateless. */
final class Faults {
    private static final int DEEPEST_CAUSE = 8;

    private Faults() {}

    /** Whether it was us who would not connect. */
    static boolean isRefusal(IOException e) {
        return causes(e).anyMatch(AddressRefused.class::isInstance);
    }

    /** What is too large is found deeper down, where it came over TLS. */
    static HttpFault of(IOException e) {
        return causes(e)
                .filter(TooLarge.class::isInstance)
                .map(TooLarge.class::cast)
                .map(TooLarge::fault)
                .findFirst()
                .orElseGet(() -> other(e));
    }

    private static HttpFault other(IOException e) {
        return switch (e) {
            case UnknownHostException _ -> HttpFault.DNS_ERROR;
            case SSLPeerUnverifiedException _ -> HttpFault.TLS_CERTIFICATE_ERROR;
            case SSLHandshakeException shake -> handshake(shake);
            case SSLException _ -> HttpFault.TLS_PROTOCOL_ERROR;
            case InterruptedIOException _ -> HttpFault.CONNECTION_TIMEOUT;
            case NoRouteToHostException _ -> HttpFault.DESTINATION_UNAVAILABLE;
            case ConnectException _ -> HttpFault.CONNECTION_REFUSED;
            case ProtocolException _ -> HttpFault.PROTOCOL_ERROR;
            case SocketException _, EOFException _ -> HttpFault.CONNECTION_TERMINATED;
            default ->
                    causes(e).anyMatch(EOFException.class::isInstance)
                            ? HttpFault.CONNECTION_TERMINATED
                            : HttpFault.INTERNAL_ERROR;
        };
    }

    private static HttpFault handshake(SSLHandshakeException e) {
        return causes(e).anyMatch(CertificateException.class::isInstance)
                ? HttpFault.TLS_CERTIFICATE_ERROR
                : HttpFault.TLS_PROTOCOL_ERROR;
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(Optional.of(e), Optional::isPresent, Faults::cause)
                .limit(DEEPEST_CAUSE)
                .flatMap(Optional::stream);
    }

    private static Optional<Throwable> cause(Optional<Throwable> e) {
        return e.map(Throwable::getCause);
    }
}
