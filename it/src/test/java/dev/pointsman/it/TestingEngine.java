package dev.pointsman.it;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Lets tests run that need a Docker engine and the images. Where they are missing, it says so in
 * one line and the tests are skipped; with {@code -Dcontainers=required}, as in {@code .ci/run},
 * they fail.
 */
final class TestingEngine implements ExecutionCondition {
    static final String WORKER_IMAGE = System.getProperty("worker.image", "pointsman/worker:dev");
    static final String KAFKA_IMAGE = System.getProperty("kafka.image", "apache/kafka:4.4.0");

    private static final boolean REQUIRED = System.getProperty("containers", "").equals("required");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        var missing = missing();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("an engine answers and has the images");
        }
        if (REQUIRED) {
            throw new IllegalStateException("containers: " + missing.get());
        }
        var line = "containers: tests are skipped: " + missing.get();
        System.err.println(line);
        return ConditionEvaluationResult.disabled(line);
    }

    private static Optional<String> missing() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers (build/docker-engine starts one)");
        }
        return List.of(WORKER_IMAGE, KAFKA_IMAGE).stream()
                .filter(image -> !isThere(image))
                .map(image ->
                        "there is no image "
                                + image
                                + " (build/docker-engine images, or -Dworker.image and -Dkafka.image)")
                .findFirst();
    }

    private static boolean isThere(String image) {
        return DockerClientFactory.lazyClient().listImagesCmd().exec().stream()
                .flatMap(it -> Optional.ofNullable(it.getRepoTags()).stream())
                .flatMap(Arrays::stream)
                .anyMatch(image::equals);
    }
}
