package dev.pointsman.worker.module;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file as it was last seen, and the module in it unless it could not be read. Immutable, so safe
 * on every thread.
 */
record SeenModule(Stamp stamp, Optional<StoredModule> module) {
    private static final Logger LOGGER = LoggerFactory.getLogger(SeenModule.class);

    /**
     * The file as it is now, read again if it is not as it was before, or could not be read then:
     * rights show in no stamp. None if it has gone.
     */
    static Optional<SeenModule> in(Path file, Optional<SeenModule> before) {
        try {
            return Stamp.of(file)
                    .map(stamp ->
                            before.filter(seen -> seen.isReadAs(stamp))
                                    .orElseGet(() -> read(file, stamp, before)));
        } catch (IOException e) {
            return Optional.of(
                    before.filter(seen -> seen.stamp.equals(Stamp.NONE))
                            .orElseGet(() -> unseen(file, before, e)));
        }
    }

    /** The same, to be read again. */
    SeenModule doubted() {
        return new SeenModule(Stamp.NONE, module);
    }

    private boolean isReadAs(Stamp now) {
        return stamp.equals(now) && module.isPresent();
    }

    private static SeenModule read(Path file, Stamp stamp, Optional<SeenModule> before) {
        try {
            var module = StoredModule.at(file);
            LOGGER.atInfo().addKeyValue("digest", module.digest()).log("module read: {}", file);
            return new SeenModule(stamp, Optional.of(module));
        } catch (IOException e) {
            if (before.filter(seen -> seen.stamp.equals(stamp)).isEmpty()) {
                LOGGER.atError()
                        .log(
                                "module not read, and not found by jobs until it can be: {}",
                                e.toString());
            }
            return new SeenModule(stamp, Optional.empty());
        }
    }

    /** What it was is known, that it is another is not: said once. */
    private static SeenModule unseen(Path file, Optional<SeenModule> before, IOException e) {
        LOGGER.atError()
                .log("{}: not looked at, and as before until it can be: {}", file, e.toString());
        return before.map(SeenModule::doubted)
                .orElseGet(() -> new SeenModule(Stamp.NONE, Optional.empty()));
    }
}
