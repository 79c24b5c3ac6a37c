package dev.pointsman.local.demo;

import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records jobs published, by the job that published them. */
record PublishedEvents(List<Event> events) {
    static PublishedEvents of(List<ConsumerRecord<byte[], byte[]>> records) {
        return new PublishedEvents(records.stream().map(Event::of).toList());
    }

    List<String> ids() {
        return events.stream().map(Event::id).toList();
    }

    /** Such as {@code 3 to acme.alerts}; empty for a job that published nothing. */
    String summaryOf(JobId job) {
        return events.stream()
                .filter(event -> event.cause.equals(job.value()))
                .collect(Collectors.groupingBy(Event::topic, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " to " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    record Event(String id, String topic, String cause) {
        static Event of(ConsumerRecord<byte[], byte[]> record) {
            return new Event(
                    header(record, HeaderName.ID),
                    record.topic(),
                    header(record, HeaderName.CAUSATION_ID));
        }

        private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
            return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }
    }
}
