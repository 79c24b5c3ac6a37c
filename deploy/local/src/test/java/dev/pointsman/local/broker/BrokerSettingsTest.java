package dev.pointsman.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BrokerSettingsTest {
    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void whatIsNoPortIsRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerSettings.temporary().onPort(port))
                .withMessage("client port: %d (expected: 1 to 65535, or 0 for any free one)", port);
    }

    @Test
    void aFolderWithACommaIsRefused() {
        var folder = Path.of("/data/a,b");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerSettings.in(folder))
                .withMessageContaining("/data/a,b")
                .withMessageContaining("no comma");
    }

    @Test
    void aPortCanBeChosenForAnyFolder() {
        var folder = Path.of("/data/broker");

        var settings = BrokerSettings.in(folder).onPort(9092);

        assertThat(settings).isEqualTo(new BrokerSettings(new DataFolder.Kept(folder), 9092));
    }
}
