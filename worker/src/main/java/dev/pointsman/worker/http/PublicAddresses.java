package dev.pointsman.worker.http;

import dev.pointsman.worker.tenant.IpRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are anybody's, and not those of the machine, its network, or its cloud's servers:
 * the special ranges of IANA's registries, and what is known of clouds besides. Of IPv6 only what
 * is given out as global unicast, so that every disguise of an IPv4 address is outside. Stateless.
 */
final class PublicAddresses {
    private static final List<IpRange> NOT_PUBLIC =
            ranges(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32", // Azure's platform, which no range tells
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3"); // multicast, reserved, broadcast

    private static final IpRange GLOBAL_UNICAST = IpRange.of("2000::/3");

    private static final List<IpRange> NOT_PUBLIC_OF_IT =
            ranges(
                    "2001::/23", // among them Teredo, which hides IPv4 addresses
                    "2001:db8::/32",
                    "2002::/16", // 6to4, which hides IPv4 addresses
                    "3fff::/20");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
        }
        return GLOBAL_UNICAST.contains(address)
                && NOT_PUBLIC_OF_IT.stream().noneMatch(range -> range.contains(address));
    }

    private static List<IpRange> ranges(String... texts) {
        return Stream.of(texts).map(IpRange::of).toList();
    }
}
