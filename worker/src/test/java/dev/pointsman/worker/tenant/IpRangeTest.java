package dev.pointsman.worker.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a line under {@code networks} opens: those its writer reads there. */
class IpRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16, 10.20.0.0, true",
        "10.20.0.0/16, 10.20.255.255, true",
        "10.20.0.0/16, 10.21.0.0, false",
        "10.20.0.0/16, 10.19.255.255, false",
        "10.20.4.0/22, 10.20.7.255, true",
        "10.20.4.0/22, 10.20.8.0, false",
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::, false",
        "::/0, 10.0.0.1, false",
    })
    void aRangeHasTheAddressesThatBeginAsItDoes(String range, String address, boolean isIn) {
        assertThat(IpRange.of(range).contains(InetAddress.ofLiteral(address))).isEqualTo(isIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0.0/ 8",
                "10/8",
                "10.0.0/8",
                "010.0.0.0/8",
                "0x0a.0.0.0/8",
                "256.0.0.0/8",
                "10.20.30.40/8",
                "10.20.0.0/6",
                "fd00::1/8",
                "fd00::/129",
                "::ffff:10.0.0.0/104",
                "::ffff:a00:0/104",
                "fe80::1%lo",
                "[fd00::]/8",
                "localhost",
                "private",
            })
    void aRangeIsWrittenInOneWayOnly(String text) {
        assertThatThrownBy(() -> IpRange.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: such as 10.20.0.0/16 or fd00::/8");
    }
}
