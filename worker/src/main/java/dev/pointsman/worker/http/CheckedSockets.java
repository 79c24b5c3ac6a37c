package dev.pointsman.worker.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to no address that the job may not reach, however the client came by
 * it: a number in place of a name is never looked up; and that count what comes in. Owned by the
 * thread that makes the call.
 */
final class CheckedSockets extends SocketFactory {
    private final Overhead overhead;

    CheckedSockets(Overhead overhead) {
        this.overhead = overhead;
    }

    @Override
    public Socket createSocket() {
        return new CheckedSocket(overhead);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(
            InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw connected();
    }

    private static UnsupportedOperationException connected() {
        return new UnsupportedOperationException("sockets are made first, and connected then");
    }

    /** Checks where it is told to connect. */
    private static final class CheckedSocket extends Socket {
        private final Overhead overhead;

        /** A plain socket asks the machine's settings for a proxy, whatever its client was told. */
        CheckedSocket(Overhead overhead) {
            super(Proxy.NO_PROXY);
            this.overhead = overhead;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress there) || there.isUnresolved()) {
                throw new AddressRefused();
            }
            AddressCheck.require(there.getAddress());
            super.connect(endpoint, timeout);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return overhead.counted(super.getInputStream());
        }
    }
}
