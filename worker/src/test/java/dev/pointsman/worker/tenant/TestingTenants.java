package dev.pointsman.worker.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** A tenants file in a directory of a test. Owned by one thread. */
final class TestingTenants {
    static final Limits DEFAULTS =
            new Limits(
                    Duration.ofSeconds(5),
                    1_000,
                    16,
                    16,
                    1_024,
                    100,
                    10,
                    5,
                    2_048,
                    new StateLimits(512, 10, 1_024, 4_096));

    private final Path file;
    private Instant writtenAt = Instant.parse("2026-01-01T00:00:00Z");

    TestingTenants(Path directory) {
        this.file = directory.resolve("tenants.yaml");
    }

    Path file() {
        return file;
    }

    /** Writes the file, a second after it was written before. */
    TestingTenants write(String yaml) throws IOException {
        Files.writeString(file, yaml);
        writtenAt = writtenAt.plusSeconds(1);
        Files.setLastModifiedTime(file, FileTime.from(writtenAt));
        return this;
    }

    LiveTenants open() throws TenantsFileException {
        return LiveTenants.open(file, DEFAULTS);
    }
}
