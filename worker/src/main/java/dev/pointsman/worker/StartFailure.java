package dev.pointsman.worker;

import java.nio.file.FileSystemException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * What a worker that cannot start says to its operator: a sentence, for the fault lies outside and
 * a stack trace would only hide it. Stateless.
 */
final class StartFailure {
    private static final String BROKERS = "pointsman.kafka.bootstrap.servers";

    private StartFailure() {}

    /**
     * About a failure that lies outside.
     *
     * @param brokers as they are configured
     */
    static String sentence(Exception failure, Optional<String> brokers) {
        return switch (failure) {
            case KafkaException kafka -> ofKafka(kafka, brokers);
            case FileSystemException file -> FileFault.sentence(file);
            default -> "" + failure.getMessage();
        };
    }

    private static String ofKafka(KafkaException failure, Optional<String> brokers) {
        return BROKERS
                + brokers.map(it -> ": '" + it + "'").orElse("")
                + ": "
                + failure.getMessage()
                + reason(failure);
    }

    private static String reason(Exception failure) {
        return Optional.ofNullable(failure.getCause())
                .flatMap(cause -> Optional.ofNullable(cause.getMessage()))
                .map(said -> ": " + said)
                .orElse("");
    }
}
