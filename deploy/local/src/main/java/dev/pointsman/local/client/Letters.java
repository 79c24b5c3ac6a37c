package dev.pointsman.local.client;

import dev.pointsman.contracts.JobReport;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * The dead letters of a cluster, and the recordings that are too large to be in them. However many
 * there are, one is looked at at a time. Owned by one thread.
 */
public final class Letters {
    /** A recording is written with its letter; clocks of workers and brokers may differ. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** Nobody has a use for more. */
    private static final int MOST_OF_AN_ID = 20;

    private static final long RECORDS_A_WORD = 100_000;

    private final Cluster cluster;
    private final String topic;
    private final String effects;
    private final LongConsumer progress;

    /**
     * @param progress told now and then how many records it has come by
     */
    public Letters(Cluster cluster, String topic, String effects, LongConsumer progress) {
        this.cluster = cluster;
        this.topic = topic;
        this.effects = effects;
        this.progress = progress;
    }

    /** Hands over all there are at this moment, oldest first in each partition, while wanted. */
    public void readWhile(Predicate<Letter> wanted) {
        try (var reader = TopicReader.fromStart(cluster, List.of(topic))) {
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
        return TopicReader.at(cluster, partition, place.offset()).flatMap(Letter::of);
    }

    /** Of each tenant's and source's job of this id, the newest letter. */
    public List<Letter> of(String job) {
        var newest = new TreeMap<String, Letter>();
        readWhile(letter -> {
            if (LetterSummary.of(letter).job().equals(job)) {
                newest.merge(
                        letter.owner(),
                        letter,
                        (one, other) -> other.writtenAt().isBefore(one.writtenAt()) ? one : other);
            }
            return newest.size() < MOST_OF_AN_ID;
        });
        return List.copyOf(newest.values());
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
            case Reading.Accepted<JobRequest>(var job) -> elsewhere(letter, job);
            case Reading.Rejected<JobRequest> _ -> Optional.empty();
        };
    }

    private Optional<Payload> elsewhere(Letter letter, JobRequest job) {
        var from = letter.writtenAt().minus(MARGIN);
        var place = letter.stored().letter().place();
        var until = letter.writtenAt().plus(MARGIN).toEpochMilli();
        var found = new ArrayList<Payload>();
        try (var reader = TopicReader.fromTime(cluster, List.of(effects), from)) {
            var seen = new long[1];
            reader.readWhile(record -> {
                count(seen);
                if (record.timestamp() <= until
                        && record.value() != null
                        && JobReport.isRecordingOf(job, place, record.headers())) {
                    found.clear();
                    found.add(Payload.takingOver(record.value()));
                }
                return true;
            });
        }
        return found.stream().findFirst();
    }

    private void count(long[] seen) {
        seen[0]++;
        if (seen[0] % RECORDS_A_WORD == 0) {
            progress.accept(seen[0]);
        }
    }
}
