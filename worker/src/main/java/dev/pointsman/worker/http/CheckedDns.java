package dev.pointsman.worker.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Looks a name up once, and hands on no address that was not checked. A name that leads to one
 * address that is refused is refused whole: it is a mistake or an attack. Safe on every thread.
 */
final class CheckedDns implements Dns {
    private final Names names;

    CheckedDns(Names names) {
        this.names = names;
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        var addresses = names.lookUp(hostname);
        try {
            for (var address : addresses) {
                AddressCheck.require(address);
            }
        } catch (AddressRefused e) {
            // The client's contract knows this exception only; the cause says which it was.
            var refused = new UnknownHostException("refused");
            refused.initCause(e);
            throw refused;
        }
        return addresses;
    }

    /** Which addresses a name has. */
    @FunctionalInterface
    interface Names {
        List<InetAddress> lookUp(String name) throws UnknownHostException;
    }
}
