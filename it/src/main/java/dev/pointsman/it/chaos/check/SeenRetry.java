package dev.pointsman.it.chaos.check;

import dev.pointsman.it.chaos.jobs.Places;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What has to be known of a retry when its record is gone. Immutable, so safe on every thread.
 *
 * @param origin the place of its job, as it tells it
 */
record SeenRetry(int partition, long offset, String origin) {
    static SeenRetry of(ConsumerRecord<byte[], byte[]> record) {
        var origin =
                Places.header(record, "__pointsman.retry.partition")
                        + "@"
                        + Places.header(record, "__pointsman.retry.offset");
        return new SeenRetry(record.partition(), record.offset(), origin);
    }

    /** Where it stands, or stood. */
    @Override
    public String toString() {
        return LogTopic.RETRIES.topic() + "-" + partition + "@" + offset;
    }
}
