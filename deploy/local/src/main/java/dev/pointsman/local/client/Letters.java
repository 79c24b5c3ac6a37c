package dev.pointsman.local.client;

import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobReport;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The dead letters of a cluster, and the recordings that are too large to be in them. However many
 * there are, one is looked at at a time. Owned by one thread.
 */
public final class Letters {
    /** A recording is written with its letter; clocks of workers and brokers may differ. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final long RECORDS_A_WORD = 100_000;

    private final String bootstrapServers;
    private final String topic;
    private final String effects;
    private final LongConsumer progress;

    /**
     * @param progress told now and then how many records it has come by
     */
    public Letters(String bootstrapServers, String topic, String effects, LongConsumer progress) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.effects = effects;
        this.progress = progress;
    }

    /** Hands over all there are at this moment, oldest first in each partition, while wanted. */
    public void readWhile(Predicate<Letter> wanted) {
        try (var reader = TopicReader.fromStart(bootstrapServers, List.of(topic))) {
            var seen = new long[1];
            reader.readWhile(record -> {
                count(seen);
                return Letter.of(record).map(wanted::test).orElse(true);
            });
        }
    }

    /** The letter at this place. */
    public Optional<Letter> at(LetterPlace place) {
        var partition = new TopicPartition(topic, place.partition());
        return TopicReader.at(bootstrapServers, partition, place.offset()).flatMap(Letter::of);
    }

    /** The newest letter of this job. */
    public Optional<Letter> of(String job) {
        var newest = new ArrayList<Letter>();
        readWhile(letter -> {
            if (LetterSummary.of(letter).job().equals(job)) {
                newest.removeIf(it -> !it.writtenAt().isAfter(letter.writtenAt()));
                if (newest.isEmpty()) {
                    newest.add(letter);
                }
            }
            return true;
        });
        return newest.stream().findFirst();
    }

    /** The recording that goes with this letter, in it or beside it. */
    public Optional<Payload> recordingOf(Letter letter) {
        return letter.stored()
                .extras()
                .recording()
                .or(() ->
                        letter.stored().extras().recordedElsewhere()
                                ? elsewhere(letter)
                                : Optional.empty());
    }

    private Optional<Payload> elsewhere(Letter letter) {
        return switch (letter.job()) {
            case Reading.Accepted<JobRequest>(var job) -> elsewhere(letter, job.id());
            case Reading.Rejected<JobRequest> _ -> Optional.empty();
        };
    }

    private Optional<Payload> elsewhere(Letter letter, JobId job) {
        var id = JobReport.recordingOf(job);
        var from = letter.writtenAt().minus(MARGIN);
        var found = new ArrayList<Payload>();
        try (var reader = TopicReader.fromTime(bootstrapServers, List.of(effects), from)) {
            var seen = new long[1];
            reader.readWhile(record -> {
                count(seen);
                if (is(record, id) && record.value() != null) {
                    found.clear();
                    found.add(Payload.takingOver(record.value()));
                }
                return true;
            });
        }
        return found.stream().findFirst();
    }

    private static boolean is(ConsumerRecord<byte[], byte[]> record, String id) {
        var header = record.headers().lastHeader(HeaderName.ID);
        return header != null
                && header.value() != null
                && new String(header.value(), StandardCharsets.UTF_8).equals(id);
    }

    private void count(long[] seen) {
        seen[0]++;
        if (seen[0] % RECORDS_A_WORD == 0) {
            progress.accept(seen[0]);
        }
    }
}
