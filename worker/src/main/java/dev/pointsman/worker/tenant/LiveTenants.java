package dev.pointsman.worker.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
    private FileTime readAt;

    private LiveTenants(Path file, Limits defaults, Tenants tenants, FileTime readAt) {
        this.file = file;
        this.defaults = defaults;
        this.tenants = tenants;
        this.readAt = readAt;
    }

    /** Reads the file for the first time; a worker without good tenants does not start. */
    public static LiveTenants open(Path file, Limits defaults) throws TenantsFileException {
        try {
            var stamp = Files.getLastModifiedTime(file);
            return new LiveTenants(file, defaults, TenantsFile.read(file, defaults), stamp);
        } catch (IOException e) {
            throw new TenantsFileException(
                    file + ": not found (expected: a tenants file; set pointsman.tenants.file)", e);
        }
    }

    /** The newest good version. */
    public Tenants current() {
        return tenants;
    }

    /**
     * Reads the file again if it has changed; a broken one is said in the log, and the last good
     * one stays.
     */
    public void refresh() {
        try {
            var stamp = Files.getLastModifiedTime(file);
            if (!stamp.equals(readAt)) {
                readAt = stamp;
                tenants = TenantsFile.read(file, defaults);
                LOGGER.atInfo().addKeyValue("version", tenants.version()).log("tenants read again");
            }
        } catch (TenantsFileException | IOException e) {
            LOGGER.atError()
                    .addKeyValue("kept", tenants.version())
                    .log("tenants not read: {}", e.getMessage());
        }
    }
}
