package dev.pointsman.it;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Lets tests run that need a Docker engine and the images. Where they are missing, or the worker's
 * is of another build, it says so in one line and the tests are skipped; with {@code
 * -Dcontainers=required}, as in {@code .ci/run}, they fail.
 */
final class TestingEngine implements ExecutionCondition {
    private static final String BUILT_HERE = "pointsman/worker:dev";

    static final String WORKER_IMAGE = System.getProperty("worker.image", BUILT_HERE);
    static final String KAFKA_IMAGE = System.getProperty("kafka.image", "apache/kafka:4.4.0");

    private static final String BUILD_IT =
            " (mvn -Dquick package && docker build -t pointsman/worker:dev deploy/image, where no"
                    + " registry is reached with --build-arg RUNTIME_IMAGE=local/java:25; or"
                    + " -Dworker.image)";

    private static final boolean REQUIRED = System.getProperty("containers", "").equals("required");

    /** Found out once for all tests. */
    private static final Optional<String> MISSING = missing();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        if (MISSING.isEmpty()) {
            return ConditionEvaluationResult.enabled("an engine answers and has the images");
        }
        if (REQUIRED) {
            throw new IllegalStateException("containers: " + MISSING.get());
        }
        var line = "containers: tests are skipped: " + MISSING.get();
        System.err.println(line);
        return ConditionEvaluationResult.disabled(line);
    }

    private static Optional<String> missing() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers (build/docker-engine starts one)");
        }
        if (!isThere(KAFKA_IMAGE)) {
            return Optional.of(
                    "there is no image "
                            + KAFKA_IMAGE
                            + " (docker pull it; or build/docker-engine images, and then"
                            + " -Dkafka.image=local/kafka:4.4.0)");
        }
        if (!isThere(WORKER_IMAGE)) {
            return Optional.of("there is no image " + WORKER_IMAGE + BUILD_IT);
        }
        return outdated();
    }

    /** Of an image that was named, whoever named it knows which it is. */
    private static Optional<String> outdated() {
        if (!WORKER_IMAGE.equals(BUILT_HERE)) {
            return Optional.empty();
        }
        try {
            return ImageInputs.of(WORKER_IMAGE)
                    .difference(ImageInputs.now())
                    .map(file ->
                            "the image "
                                    + WORKER_IMAGE
                                    + " is of another build: it differs in "
                                    + file
                                    + BUILD_IT);
        } catch (IOException e) {
            return Optional.of("what goes into the image is not there: " + e + BUILD_IT);
        }
    }

    private static boolean isThere(String image) {
        return DockerClientFactory.lazyClient().listImagesCmd().exec().stream()
                .flatMap(it -> Optional.ofNullable(it.getRepoTags()).stream())
                .flatMap(Arrays::stream)
                .anyMatch(image::equals);
    }
}
