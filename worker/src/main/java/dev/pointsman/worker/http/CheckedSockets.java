package dev.pointsman.worker.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to no address that the job may not reach, however the client came by
 * it: a number in place of a name is never looked up. Stateless, so safe on every thread.
 */
final class CheckedSockets extends SocketFactory {
    @Override
    public Socket createSocket() {
        return new CheckedSocket();
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
    }
}
