package dev.pointsman.local.broker;

import static dev.pointsman.local.broker.TestingThreads.keepingTheProcessAlive;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a broker ends, and starts again. */
@Timeout(120)
final class BrokerLifeTest {
    @Test
    void aRestartInTheSameFolderKeepsTheData(@TempDir Path folder) throws Exception {
        var settings = BrokerSettings.in(folder);
        try (var broker = EmbeddedBroker.start(settings)) {
            TestingClients.of(broker).createTopic("letters");
            TestingClients.of(broker).write("letters", "kept");
        }

        try (var broker = EmbeddedBroker.start(settings)) {
            assertThat(TestingClients.of(broker).read("letters")).containsExactly("kept");
        }
    }

    @Test
    void closingDeletesATemporaryFolderAndEndsItsThreads() {
        var before = keepingTheProcessAlive();
        var broker = EmbeddedBroker.start(BrokerSettings.temporary());
        var folder = broker.folder().path();
        assertThat(folder).isNotEmptyDirectory();

        broker.close();

        assertThat(folder).doesNotExist();
        assertThat(keepingTheProcessAlive()).isSubsetOf(before);
    }

    @Test
    void closingTwiceIsClosingOnce() {
        var broker = EmbeddedBroker.start(BrokerSettings.temporary());
        broker.close();

        broker.close();

        assertThat(broker.folder().path()).doesNotExist();
    }
}
