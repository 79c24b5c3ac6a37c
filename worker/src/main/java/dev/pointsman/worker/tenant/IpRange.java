package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, as {@code 10.0.0.0/8} or {@code fd00::/8}. Immutable, so safe on every
 * thread.
 */
public final class IpRange {
    /** The only form of an IPv4 address that means the same to every program. */
    private static final Pattern DOTTED =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern COLONS = Pattern.compile("[0-9a-fA-F:]{2,39}");

    private final String text;
    private final byte[] network;
    private final int prefixBits;

    private IpRange(String text, byte[] network, int prefixBits) {
        this.text = text;
        this.network = network;
        this.prefixBits = prefixBits;
    }

    /** The range of this text: an address, a slash, and how many leading bits count. */
    public static IpRange of(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        if (!isLiteral(address)) {
            throw wrong(text);
        }
        try {
            var parsed = InetAddress.ofLiteral(address);
            var network = parsed.getAddress();
            var all = network.length * Byte.SIZE;
            var bits = slash < 0 ? all : bits(text, text.substring(slash + 1));
            if (bits > all || parsed instanceof Inet4Address != isDotted(address)) {
                throw wrong(text);
            }
            return beginningWithIt(new IpRange(text, network, bits));
        } catch (IllegalArgumentException _) {
            throw wrong(text);
        }
    }

    private static int bits(String text, String number) {
        if (!BITS.matcher(number).matches()) {
            throw wrong(text);
        }
        return Integer.parseInt(number);
    }

    /** Whoever writes one address of a range means that address, or has the bits wrong. */
    private static IpRange beginningWithIt(IpRange range) {
        for (var bit = range.prefixBits; bit < range.network.length * Byte.SIZE; bit++) {
            if ((range.network[bit / Byte.SIZE] & mask(bit)) != 0) {
                throw wrong(range.text);
            }
        }
        return range;
    }

    /** Whether the text is an IP address, in a form that is read the same by everybody. */
    static boolean isLiteral(String text) {
        return isDotted(text) || (text.contains(":") && COLONS.matcher(text).matches());
    }

    /** Whether the address is in the range; one of the other family never is. */
    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (var bit = 0; bit < prefixBits; bit++) {
            if (((bytes[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask(bit)) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Of a bit in its byte, the first of which is the highest. */
    private static int mask(int bit) {
        return 0x80 >> bit % Byte.SIZE;
    }

    private static boolean isDotted(String text) {
        return DOTTED.matcher(text).matches();
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "range: "
                        + Wording.quote(text)
                        + " (expected: such as 10.20.0.0/16 or fd00::/8; IPv4 as four numbers, and no"
                        + " bits set behind those that count)");
    }
}
