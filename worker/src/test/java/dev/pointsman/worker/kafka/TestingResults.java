package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.JobResultCodec;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** What a mock producer has committed, as tests ask for it. Stateless. */
final class TestingResults {
    private TestingResults() {}

    static List<JobResult> of(TestingProducer producer) {
        return producer.committed("results").stream()
                .map(it -> JobResultCodec.read(it.headers(), Payload.copyOf(it.value())))
                .map(it -> ((Reading.Accepted<JobResult>) it).value())
                .toList();
    }

    static List<String> outcomes(TestingProducer producer) {
        return of(producer).stream().map(it -> it.id() + " " + word(it.outcome())).toList();
    }

    static ProgressReading progress(TestingProducer producer, TopicPartition partition) {
        var offset = producer.consumerGroupOffsetsHistory().getLast().get("workers").get(partition);
        return ProgressCodec.read(offset.offset(), offset.metadata());
    }

    static Map<TopicPartition, Long> offsets(TestingProducer producer) {
        var offsets = producer.consumerGroupOffsetsHistory().getLast().get("workers");
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Errored(ErrorCode code, _) -> code.code();
            default -> outcome.word();
        };
    }
}
