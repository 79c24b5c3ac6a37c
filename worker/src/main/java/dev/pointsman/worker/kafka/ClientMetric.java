package dev.pointsman.worker.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * A number that one of Kafka's clients measures of itself, under the names Kafka gives it.
 * Immutable, so safe on every thread.
 */
public record ClientMetric(String group, String name, Map<String, String> tags, double value) {
    public ClientMetric {
        tags = Map.copyOf(tags);
    }

    /** Those of a client that are numbers. */
    static List<ClientMetric> of(Map<MetricName, ? extends Metric> metrics) {
        return metrics.values().stream().flatMap(metric -> of(metric).stream()).toList();
    }

    private static Optional<ClientMetric> of(Metric metric) {
        var name = metric.metricName();
        return Stream.of(metric.metricValue())
                .filter(Number.class::isInstance)
                .map(Number.class::cast)
                .map(it ->
                        new ClientMetric(name.group(), name.name(), name.tags(), it.doubleValue()))
                .findFirst();
    }
}
