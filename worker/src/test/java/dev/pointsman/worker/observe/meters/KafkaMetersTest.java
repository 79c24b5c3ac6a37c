package dev.pointsman.worker.observe.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.kafka.ClientMetric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is told of Kafka's clients, under names that are public API. */
class KafkaMetersTest {
    private static final String LAG = "kafka_consumer_fetch_manager_records_lag";

    @AutoClose private final Meters meters = new Meters();

    @Test
    void whatIsBehindIsToldOfEachPartition() {
        var kafka = kafka("jobs", lag("jobs", 0, 3), lag("jobs", 1, 4));

        assertThat(meters.scrape(kafka).lines())
                .contains(LAG + "{partition=\"0\",topic=\"jobs\"} 3.0")
                .contains(LAG + "{partition=\"1\",topic=\"jobs\"} 4.0")
                .contains("pointsman_lag 7.0");
    }

    /** So does a client of Kafka 4.1 and later, for whoever asked for its older name. */
    @Test
    void aTopicWithADotIsNotCountedTwice() {
        var kafka = kafka("eu.jobs", lag("eu.jobs", 0, 3), lag("eu_jobs", 0, 3));

        assertThat(meters.scrape(kafka).lines())
                .contains(LAG + "{partition=\"0\",topic=\"eu.jobs\"} 3.0")
                .contains("pointsman_lag 3.0")
                .noneMatch(line -> line.contains("eu_jobs"));
    }

    @Test
    void tenantsTopicsAreOneAndNoneOfThemIsALabel() {
        var kafka =
                kafka(
                        "jobs",
                        lag("jobs.acme", 0, 3),
                        lag("jobs_acme", 0, 3),
                        lag("jobs.globex", 0, 4),
                        lag("jobs_globex", 0, 4),
                        lag("jobs.initech", 0, Double.NaN));

        assertThat(meters.scrape(kafka).lines())
                .contains(LAG + "{partition=\"0\",topic=\"jobs\"} 7.0")
                .contains("pointsman_lag 7.0")
                .noneMatch(line -> line.contains("acme") || line.contains("globex"));
    }

    private KafkaMeters kafka(String destination, ClientMetric... metrics) {
        return new KafkaMeters(meters.registry(), () -> List.of(metrics), destination);
    }

    private static ClientMetric lag(String topic, int partition, double records) {
        return new ClientMetric(
                "consumer-fetch-manager-metrics",
                "records-lag",
                Map.of("client-id", "workers-0", "topic", topic, "partition", "" + partition),
                records);
    }
}
