package dev.pointsman.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * KEDA's type as its documentation has it (keda.sh, ScaledObject v1alpha1), of which nobody
 * publishes one for Java; and the keys its scaler for Kafka knows.
 */
record ScaledObject(String apiVersion, String kind, Metadata metadata, Spec spec) {
    private static final Set<String> KAFKA_KEYS =
            Set.of(
                    "bootstrapServers",
                    "consumerGroup",
                    "topic",
                    "lagThreshold",
                    "activationLagThreshold",
                    "offsetResetPolicy",
                    "allowIdleConsumers",
                    "scaleToZeroOnInvalidOffset",
                    "excludePersistentLag",
                    "limitToPartitionsWithLag",
                    "ensureEvenDistributionOfPartitions",
                    "version",
                    "partitionLimitation",
                    "sasl",
                    "tls",
                    "unsafeSsl");
    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    ScaledObject {
        require(apiVersion.equals("keda.sh/v1alpha1"), "apiVersion");
        require(kind.equals("ScaledObject"), "kind");
    }

    static ScaledObject read(JsonNode manifest) {
        return STRICT.readValue(manifest.toString(), ScaledObject.class);
    }

    record Metadata(String name, Map<String, String> labels) {}

    record Spec(
            Target scaleTargetRef,
            Optional<Integer> pollingInterval,
            Optional<Integer> cooldownPeriod,
            Integer minReplicaCount,
            Integer maxReplicaCount,
            List<Trigger> triggers) {
        Spec {
            require(!triggers.isEmpty(), "triggers");
            require(minReplicaCount >= 0 && maxReplicaCount > 0, "replicas");
        }
    }

    record Target(String apiVersion, String kind, String name) {
        Target {
            require(!name.isEmpty(), "scaleTargetRef.name");
        }
    }

    record Trigger(
            String type, Map<String, JsonNode> metadata, Optional<Reference> authenticationRef) {
        Trigger {
            require(type.equals("kafka"), "triggers.type");
            require(metadata.values().stream().allMatch(JsonNode::isString), "triggers.metadata");
            require(KAFKA_KEYS.containsAll(metadata.keySet()), "triggers.metadata");
            require(
                    metadata.keySet().containsAll(Set.of("bootstrapServers", "consumerGroup")),
                    "triggers");
        }
    }

    record Reference(String name) {}

    private static void require(boolean holds, String field) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": not as KEDA has it");
        }
    }
}
