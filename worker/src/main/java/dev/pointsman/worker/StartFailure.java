package dev.pointsman.worker;

import dev.pointsman.worker.kafka.ClusterTrouble;
import java.nio.file.FileSystemException;
import java.util.Optional;

/**
 * What a worker that cannot start says to its operator: a sentence, for the fault lies outside and
 * a stack trace would only hide it. Stateless.
 */
final class StartFailure {
    private StartFailure() {}

    /**
     * About a failure that lies outside.
     *
     * @param brokers as they are configured, if that is known yet
     */
    static String sentence(Exception failure, Optional<String> brokers) {
        return brokers.map(ClusterTrouble::byKeys)
                .flatMap(cluster -> cluster.sentence(failure))
                .orElseGet(() -> sentence(failure));
    }

    private static String sentence(Exception failure) {
        return failure instanceof FileSystemException file
                ? FileFault.sentence(file)
                : "" + failure.getMessage();
    }
}
