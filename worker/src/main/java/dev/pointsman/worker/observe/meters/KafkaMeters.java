package dev.pointsman.worker.observe.meters;

import dev.pointsman.worker.kafka.ClientMetric;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Kafka's clients measure of themselves and somebody has a use for; all of it would be some
 * hundreds of series. Clients come and go with sessions, so it is looked up when it is asked for.
 * Safe on every thread.
 */
public final class KafkaMeters {
    private static final String CONSUMER = "consumer-metrics";
    private static final String FETCHES = "consumer-fetch-manager-metrics";
    private static final String COORDINATOR = "consumer-coordinator-metrics";
    private static final String PRODUCER = "producer-metrics";
    private static final String TOPIC = "topic";

    private static final Chosen LAG = new Chosen(FETCHES, "records-lag", true);

    /** Group and name as Kafka has them, and whether each partition has its own. */
    private static final List<Chosen> CHOSEN =
            List.of(
                    LAG,
                    new Chosen(FETCHES, "records-consumed-rate", false),
                    new Chosen(FETCHES, "bytes-consumed-rate", false),
                    new Chosen(FETCHES, "fetch-latency-avg", false),
                    new Chosen(CONSUMER, "last-poll-seconds-ago", false),
                    new Chosen(CONSUMER, "time-between-poll-max", false),
                    new Chosen(COORDINATOR, "assigned-partitions", false),
                    new Chosen(COORDINATOR, "last-heartbeat-seconds-ago", false),
                    new Chosen(COORDINATOR, "rebalance-latency-avg", false),
                    new Chosen(CONSUMER, "connection-count", false),
                    new Chosen(PRODUCER, "connection-count", false),
                    new Chosen(PRODUCER, "record-send-rate", false),
                    new Chosen(PRODUCER, "record-error-rate", false),
                    new Chosen(PRODUCER, "record-retry-rate", false),
                    new Chosen(PRODUCER, "request-latency-avg", false),
                    new Chosen(PRODUCER, "buffer-available-bytes", false));

    private final Supplier<List<ClientMetric>> clients;
    private final String destination;
    private final Map<Chosen, MultiGauge> gauges = new LinkedHashMap<>();

    /**
     * @param destination what the topic of jobs is called here, be there one for each tenant or for
     *     all
     */
    public KafkaMeters(
            MeterRegistry registry, Supplier<List<ClientMetric>> clients, String destination) {
        this.clients = clients;
        this.destination = destination;
        for (var chosen : CHOSEN) {
            gauges.put(chosen, MultiGauge.builder(chosen.meter()).register(registry));
        }
        FunctionCounter.builder("messaging.client.consumed.messages", this, KafkaMeters::consumed)
                .description("Records that the present consumer has polled")
                .register(registry);
        Gauge.builder("pointsman.lag", this, KafkaMeters::lag)
                .description("Jobs of this worker's partitions that are not polled yet")
                .register(registry);
    }

    /** Looks at the clients there are now; called before each scrape. */
    public void refresh() {
        var metrics = metrics().collect(Collectors.groupingBy(Chosen::of));
        gauges.forEach((chosen, gauge) ->
                gauge.register(rows(metrics.getOrDefault(chosen, List.of())), true));
    }

    /** Jobs of this worker's partitions that are not polled yet, as far as the client knows. */
    public double lag() {
        return metrics()
                .filter(it -> Chosen.of(it).equals(LAG))
                .mapToDouble(ClientMetric::value)
                .filter(Double::isFinite)
                .sum();
    }

    /** Of a topic with a dot in its name a client tells all twice, once with a low line instead. */
    private Stream<ClientMetric> metrics() {
        return clients.get().stream()
                .filter(it -> isOfJobs(it.tags().getOrDefault(TOPIC, destination)));
    }

    private boolean isOfJobs(String topic) {
        return topic.equals(destination) || topic.startsWith(destination + ".");
    }

    /** Of tenants' topics the partitions with the same number are one series. */
    private List<MultiGauge.Row<?>> rows(List<ClientMetric> metrics) {
        var sums = new LinkedHashMap<Tags, Double>();
        metrics.forEach(it -> sums.merge(tags(it), it.value(), KafkaMeters::sum));
        return sums.entrySet().stream()
                .<MultiGauge.Row<?>>map(it -> MultiGauge.Row.of(it.getKey(), it.getValue()))
                .toList();
    }

    /** One that is not known yet makes the others no less known. */
    private static double sum(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : one + other;
    }

    private Tags tags(ClientMetric metric) {
        var tags = new TreeMap<>(metric.tags());
        tags.remove("client-id");
        tags.computeIfPresent(TOPIC, (_, _) -> destination);
        return Tags.of(
                tags.entrySet().stream().map(it -> Tag.of(it.getKey(), it.getValue())).toList());
    }

    private double consumed() {
        return clients.get().stream()
                .filter(it -> it.group().equals(FETCHES))
                .filter(it -> it.name().equals("records-consumed-total"))
                .filter(it -> !it.tags().containsKey("topic"))
                .mapToDouble(ClientMetric::value)
                .sum();
    }

    private record Chosen(String group, String name, boolean ofPartition) {
        /** What is told of each topic besides is none of them: there is one topic. */
        static Chosen of(ClientMetric metric) {
            var tags = metric.tags().keySet();
            var group = tags.contains(TOPIC) && !tags.contains("partition") ? "" : metric.group();
            return new Chosen(group, metric.name(), tags.contains("partition"));
        }

        /** Such as {@code kafka.consumer.fetch.manager.records.lag}. */
        String meter() {
            return "kafka." + group.replace("-metrics", "").replace('-', '.') + "." + name;
        }
    }
}
