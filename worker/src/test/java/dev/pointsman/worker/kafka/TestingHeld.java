package dev.pointsman.worker.kafka;

import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.job.FinishedJob;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What is held of a job that has ended and of its records, found by a walk over them: each array
 * and each text once, however many have it, and of objects those that are plain to see. So it is
 * somewhat less than what a heap has of them. Owned by one thread.
 */
final class TestingHeld {
    /** An object's head, and that of an array. */
    private static final int HEAD_BYTES = 16;

    /** A record of Kafka's with its list of headers. */
    private static final int RECORD_BYTES = 120;

    private static final int HEADER_BYTES = 24;
    private static final char LAST_LATIN = 0xff;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private long bytes;

    private TestingHeld() {}

    static long of(FinishedJob job, List<OutgoingRecord> records) {
        var held = new TestingHeld();
        job.publications().forEach(held::add);
        job.lines().forEach(line -> held.add(line.text()));
        job.account().calls().forEach(call -> held.add(call.target()));
        job.state().writes().forEach(write -> held.add(write.name().value()));
        records.forEach(record -> held.add(record.record()));
        return held.bytes;
    }

    private void add(Publication publication) {
        add(publication.topic());
        add(publication.type());
        add(publication.contentType());
    }

    private void add(ProducerRecord<byte[], byte[]> record) {
        bytes += RECORD_BYTES;
        add(record.key());
        add(record.value());
        for (var header : record.headers()) {
            add(header);
        }
    }

    private void add(Header header) {
        if (seen.add(header)) {
            bytes += HEADER_BYTES;
            add(header.value());
        }
    }

    private void add(byte @Nullable [] array) {
        Optional.ofNullable(array)
                .filter(seen::add)
                .ifPresent(it -> bytes += HEAD_BYTES + it.length);
    }

    private void add(String text) {
        if (seen.add(text)) {
            var bytesALetter = text.chars().allMatch(it -> it <= LAST_LATIN) ? 1 : 2;
            bytes += 2 * HEAD_BYTES + (long) bytesALetter * text.length();
        }
    }
}
