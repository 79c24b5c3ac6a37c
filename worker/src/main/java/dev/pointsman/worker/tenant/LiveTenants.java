package dev.pointsman.worker.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tenants as the file has them now. {@link #current} is safe on every thread; {@link #refresh}
 * is called by one.
 */
public final class LiveTenants {
    private static final Logger LOGGER = LoggerFactory.getLogger(LiveTenants.class);

    private final Path file;
    private final Limits defaults;
    private volatile Tenants tenants;

    /** The file as it was last looked at; empty if it was not there. */
    private Optional<Stamp> seen;

    private LiveTenants(Path file, Limits defaults, Tenants tenants, Optional<Stamp> seen) {
        this.file = file;
        this.defaults = defaults;
        this.tenants = tenants;
        this.seen = seen;
    }

    /** Reads the file for the first time; a worker without good tenants does not start. */
    public static LiveTenants open(Path file, Limits defaults) throws TenantsFileException {
        var stamp = Stamp.of(file);
        if (stamp.isEmpty()) {
            throw new TenantsFileException(
                    file + ": not found (expected: a tenants file; set pointsman.tenants.file)");
        }
        return new LiveTenants(file, defaults, TenantsFile.read(file, defaults), stamp);
    }

    /** The newest good version. */
    public Tenants current() {
        return tenants;
    }

    /**
     * Reads the file again if it has changed; a broken one, or that there is none, is said in the
     * log once, and the last good one stays.
     */
    public void refresh() {
        // Taken before the file is read: what is written in between is another change.
        var stamp = Stamp.of(file);
        if (stamp.equals(seen)) {
            return;
        }
        seen = stamp;
        try {
            tenants = TenantsFile.read(file, defaults);
            LOGGER.atInfo().addKeyValue("version", tenants.version()).log("tenants read again");
        } catch (TenantsFileException e) {
            LOGGER.atError()
                    .addKeyValue("kept", tenants.version())
                    .log("tenants not read: {}", e.getMessage());
        }
    }

    /** What of a file changes when its content does. */
    private record Stamp(FileTime modified, long bytes) {
        static Optional<Stamp> of(Path file) {
            try {
                return Optional.of(new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
            } catch (IOException _) {
                return Optional.empty();
            }
        }
    }
}
