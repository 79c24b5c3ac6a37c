package dev.pointsman.it.chaos.jobs;

import static org.assertj.core.api.Assertions.assertThat;

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
    void noTwoJobsHaveTheSameId() {
        assertThat(answers(1).stream().map(Answer::id)).doesNotHaveDuplicates();
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
        return records(seed).map(record -> model.answer(read(record, offset[0]++))).toList();
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
