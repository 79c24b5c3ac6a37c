package dev.pointsman.worker.tenant;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final Supplier<SecretSources> sources;
    private final Function<Tenants, Optional<String>> objection;
    private volatile Tenants tenants;

    /** The file, and those with its secrets, as they were read; empty where one was not there. */
    private Map<Path, Optional<Stamp>> seen;

    /** The same, as they were last looked at. */
    private Map<Path, Optional<Stamp>> looked;

    private LiveTenants(
            Path file,
            Limits defaults,
            Supplier<SecretSources> sources,
            Function<Tenants, Optional<String>> objection)
            throws TenantsFileException {
        this.file = file;
        this.defaults = defaults;
        this.sources = sources;
        this.objection = objection;
        var used = sources.get();
        var stamp = Stamp.of(file);
        this.tenants = read(used);
        this.seen = new HashMap<>(used.files());
        seen.put(file, stamp);
        this.looked = seen;
    }

    /** Reads the file for the first time; a worker without good tenants does not start. */
    public static LiveTenants open(Path file, Limits defaults) throws TenantsFileException {
        return open(file, defaults, _ -> Optional.empty());
    }

    /**
     * The same, where not all will do that are good by themselves.
     *
     * @param objection what is wrong with them here, if anything: for the first ones, and for all
     *     that are read later
     */
    public static LiveTenants open(
            Path file, Limits defaults, Function<Tenants, Optional<String>> objection)
            throws TenantsFileException {
        return open(file, defaults, SecretSources::ofProcess, objection);
    }

    /** The file as it would be read, but for the secrets it refers to, which are not looked for. */
    public static Tenants withoutSecrets(Path file, Limits defaults) throws TenantsFileException {
        return open(file, defaults, SecretSources::unread, _ -> Optional.empty()).current();
    }

    private static LiveTenants open(
            Path file,
            Limits defaults,
            Supplier<SecretSources> sources,
            Function<Tenants, Optional<String>> objection)
            throws TenantsFileException {
        if (Stamp.of(file).isEmpty()) {
            throw new TenantsFileException(
                    file
                            + ": not found (expected: a tenants file; a worker is told by pointsman.tenants.file)");
        }
        return new LiveTenants(file, defaults, sources, objection);
    }

    /** The newest good version. */
    public Tenants current() {
        return tenants;
    }

    /**
     * Reads the file again if it has changed, or a secret it refers to, and has rested since the
     * last look: half of a file that is being written may be a good one, which grants less or, by
     * limits that are not there yet, more. A broken one, or that there is none, is said in the log
     * once, and the last good one stays.
     */
    public void refresh() {
        var now = stamps(seen.keySet());
        var rests = now.equals(looked);
        looked = now;
        if (rests && !now.equals(seen)) {
            readAgain(now);
        }
    }

    private void readAgain(Map<Path, Optional<Stamp>> now) {
        var used = sources.get();
        var outcome = outcome(used);
        if (stamps(now.keySet()).equals(now)) {
            outcome.run();
            now.keySet().removeIf(old -> !old.equals(file) && !used.files().containsKey(old));
            used.files().forEach(now::putIfAbsent);
            seen = now;
        }
    }

    /** What is to be done about the file as it is, if it is still so when it has been read. */
    private Runnable outcome(SecretSources used) {
        try {
            var read = read(used);
            return () -> take(read);
        } catch (TenantsFileException e) {
            return () -> refuse(e);
        }
    }

    private void take(Tenants read) {
        tenants = read;
        LOGGER.atInfo().addKeyValue("version", tenants.version()).log("tenants read again");
    }

    private void refuse(TenantsFileException reason) {
        LOGGER.atError()
                .addKeyValue("kept", tenants.version())
                .log("tenants not read: {}", reason.getMessage());
    }

    private Tenants read(SecretSources used) throws TenantsFileException {
        var read = TenantsFile.read(file, defaults, used);
        var wrong = objection.apply(read);
        if (wrong.isPresent()) {
            throw new TenantsFileException(file + ": " + wrong.get());
        }
        return read;
    }

    private static Map<Path, Optional<Stamp>> stamps(Set<Path> files) {
        var stamps = new HashMap<Path, Optional<Stamp>>();
        files.forEach(file -> stamps.put(file, Stamp.of(file)));
        return stamps;
    }
}
