package dev.pointsman.worker.observe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the admin port listens, and where it does not by itself. */
class AdminAddressTest {
    @Test
    void aPortAloneIsOnLoopback() {
        assertThat(AdminAddress.of("9464")).isEqualTo(new AdminAddress("127.0.0.1", 9464));
    }

    @Test
    void aHostIsTakenAsItIs() {
        assertThat(AdminAddress.of("0.0.0.0:9464")).isEqualTo(new AdminAddress("0.0.0.0", 9464));
        assertThat(AdminAddress.of("[::1]:80")).isEqualTo(new AdminAddress("[::1]", 80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ":80", "host", "host:", "70000", "a b:80", "host:-1"})
    void allElseIsRefusedWithWhatWasExpected(String text) {
        assertThatThrownBy(() -> AdminAddress.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: a port or host:port");
    }
}
