package dev.pointsman.it.chaos.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.Outcome;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobMixTest {
    private static final int MANY = 3_000;

    @Test
    void theSameSeedMakesTheSameRecords() {
        assertThat(hashes(7)).isEqualTo(hashes(7)).isNotEqualTo(hashes(8));
    }

    @Test
    void everyKindOfEndIsAmongThem() {
        var outcomes = new HashSet<String>();

        answers(1).forEach(answer -> outcomes.add(kind(answer)));

        assertThat(outcomes)
                .isEqualTo(
                        Set.of(
                                "success",
                                "failure",
                                "error:guest-trap",
                                "error:deadline-exceeded",
                                "error:output-too-large",
                                "error:tenant-unknown",
                                "error:module-not-found",
                                "error:job-malformed"));
    }

    @Test
    void onlyJobsThatSucceedArePublishedAgain() {
        var first = new HashSet<JobId>();

        var again = answers(1).stream().filter(answer -> !first.add(answer.id())).toList();

        assertThat(again).isNotEmpty().allMatch(it -> it.outcome() instanceof Outcome.Succeeded);
    }

    @Test
    void cancelsAreOfEarlierJobs() {
        var jobs = new HashSet<JobId>();
        var cancels = new HashSet<JobId>();

        records(1)
                .forEach(record -> {
                    var cancel = Model.cancel(read(record, 0));
                    cancel.ifPresent(it -> cancels.add(it.id()));
                    if (cancel.isEmpty()) {
                        jobs.add(new Model().answer(read(record, 0)).id());
                    }
                });

        assertThat(cancels).isNotEmpty().allMatch(jobs::contains);
    }

    @Test
    void someCancelsAreOfJobsThatAreTriedAgain() {
        var triedAgain = new HashSet<JobId>();
        answers(1).stream()
                .filter(answer -> answer.attempts() > 1)
                .forEach(answer -> triedAgain.add(answer.id()));

        var cancelled =
                records(1)
                        .flatMap(record -> Model.cancel(read(record, 0)).stream())
                        .map(cancel -> triedAgain.contains(cancel.id()))
                        .toList();

        assertThat(cancelled).contains(true, false);
    }

    @Test
    void theSharesOfAllKindsMakeAWhole() {
        var kinds = IntStream.range(0, JobKind.WHOLE).mapToObj(JobKind::at).toList();

        assertThat(kinds).contains(JobKind.values());
    }

    private static String kind(Answer answer) {
        var outcome = answer.fingerprint().outcome();
        return outcome.startsWith("error:") ? outcome : answer.outcome().word();
    }

    private static List<Integer> hashes(long seed) {
        return records(seed).map(record -> Arrays.hashCode(record.value())).toList();
    }

    private static List<Answer> answers(long seed) {
        var model = new Model();
        var offset = new int[1];
        return records(seed)
                .map(record -> read(record, offset[0]++))
                .filter(record -> Model.cancel(record).isEmpty())
                .map(model::answer)
                .toList();
    }

    private static Stream<ProducerRecord<byte[], byte[]>> records(long seed) {
        return Stream.generate(new JobMix(seed)::next).limit(MANY);
    }

    private static ConsumerRecord<byte[], byte[]> read(
            ProducerRecord<byte[], byte[]> record, long offset) {
        byte @Nullable [] key = record.key();
        return new ConsumerRecord<>(
                record.topic(),
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                key == null ? -1 : key.length,
                record.value().length,
                key,
                record.value(),
                record.headers(),
                Optional.empty());
    }
}
