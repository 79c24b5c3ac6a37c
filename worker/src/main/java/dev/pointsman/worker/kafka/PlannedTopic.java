package dev.pointsman.worker.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * A topic that is missing, as it is to be: a worker makes it, or prints the command that does, and
 * both make the same. Immutable, so safe on every thread.
 *
 * @param partitions none if the cluster is to say
 * @param copies of each of its records; none if the cluster is to say
 */
record PlannedTopic(
        String name,
        Optional<Integer> partitions,
        Optional<Short> copies,
        Map<String, String> config) {
    PlannedTopic {
        config = Map.copyOf(config);
    }

    /** One as wide, and as safe, as another. */
    static PlannedTopic like(TopicDescription other, String name, Map<String, String> config) {
        var partitions = other.partitions();
        var copies = partitions.stream().mapToInt(it -> it.replicas().size()).max();
        return new PlannedTopic(
                name,
                Optional.of(partitions.size()),
                Optional.of((short) copies.orElse(1)),
                config);
    }

    NewTopic toNewTopic() {
        return new NewTopic(name, partitions, copies).configs(config);
    }

    /**
     * For a shell.
     *
     * @param cluster as {@link KafkaSettings#toolOptions}
     */
    String command(String cluster) {
        var options =
                Stream.of(
                        Stream.of("kafka-topics " + cluster),
                        Stream.of("--create --topic " + name),
                        partitions.stream().map(it -> "--partitions " + it),
                        copies.stream().map(it -> "--replication-factor " + it),
                        config.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(it -> "--config " + it.getKey() + "=" + it.getValue()));
        return options.flatMap(it -> it).collect(Collectors.joining(" "));
    }
}
