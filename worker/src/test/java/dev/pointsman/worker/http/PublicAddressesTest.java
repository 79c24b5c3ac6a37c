package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where each range that is not anybody's begins and ends, to the address. */
class PublicAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.255.255.255",
        "10.0.0.0, 10.255.255.255",
        "100.64.0.0, 100.127.255.255",
        "127.0.0.0, 127.255.255.255",
        "168.63.129.16, 168.63.129.16",
        "169.254.0.0, 169.254.255.255",
        "172.16.0.0, 172.31.255.255",
        "192.0.0.0, 192.0.0.255",
        "192.0.2.0, 192.0.2.255",
        "192.88.99.0, 192.88.99.255",
        "192.168.0.0, 192.168.255.255",
        "198.18.0.0, 198.19.255.255",
        "198.51.100.0, 198.51.100.255",
        "203.0.113.0, 203.0.113.255",
        "224.0.0.0, 255.255.255.255",
        "::, 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
        "4000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void aRangeIsNotPublicAndWhatIsBesideItIs(String first, String last) throws Exception {
        assertThat(isPublic(first)).isFalse();
        assertThat(isPublic(last)).isFalse();
        assertThat(isPublic(neighbour(first, -1).orElse("1.1.1.1"))).isTrue();
        assertThat(isPublic(neighbour(last, 1).orElse("1.1.1.1"))).isTrue();
    }

    /** Metadata of clouds, and IPv4 addresses in disguise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "192.0.0.192",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fd00:42::42",
                "::a9fe:a9fe",
                "::ffff:0:a9fe:a9fe",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "2001:0:a9fe:a9fe::1",
            })
    void whatAnAttackerWantsIsNotPublic(String address) {
        assertThat(isPublic(address)).isFalse();
    }

    /** The JDK makes an IPv4 address of it; where a resolver does not, it is none of anybody's. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "8.8.8.8"})
    void anAddressMappedIntoTheOtherFamilyIsNotPublic(String address) throws Exception {
        var mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        System.arraycopy(InetAddress.ofLiteral(address).getAddress(), 0, mapped, 12, 4);

        var kept = Inet6Address.getByAddress("mapped", mapped, -1);

        assertThat(PublicAddresses.contains(kept)).isFalse();
    }

    private static boolean isPublic(String address) {
        return PublicAddresses.contains(InetAddress.ofLiteral(address));
    }

    /** None before the first, and none after the last there is. */
    private static Optional<String> neighbour(String address, int step)
            throws UnknownHostException {
        var bytes = InetAddress.ofLiteral(address).getAddress();
        var number = new BigInteger(1, bytes).add(BigInteger.valueOf(step));
        if (number.signum() < 0 || number.bitLength() > bytes.length * Byte.SIZE) {
            return Optional.empty();
        }
        var all = new byte[bytes.length];
        var low = number.toByteArray();
        var from = Math.max(0, low.length - all.length);
        System.arraycopy(low, from, all, all.length - (low.length - from), low.length - from);
        return Optional.of(InetAddress.getByAddress(all).getHostAddress());
    }
}
