package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.common.TopicPartition;

/**
 * What a worker has to do with a cluster before its first job: it checks it, and creates what is
 * missing, topics and the group's first offsets. Immutable; called by one thread.
 */
final class ClusterStart implements Runnable {
    /** By itself a client waits for as long as a broker that does not answer may take. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final Clients clients;

    ClusterStart(KafkaSettings settings, Clients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    /** Throws {@link UnfitCluster} if it will not do. */
    @Override
    public void run() {
        var admin = clients.admin();
        try {
            new ClusterCheck(admin, settings).run();
            beginGroup(admin);
        } finally {
            admin.close(CLOSE_PATIENCE);
        }
    }

    private void beginGroup(Admin admin) {
        var consumer = clients.consumer();
        try {
            new NewGroup(consumer, settings.topics().ofJobs(), () -> offsets(admin)).begin();
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
        }
    }

    /** Asked of an admin client: a consumer waits while a transaction on the offsets is open. */
    private Set<TopicPartition> offsets(Admin admin) {
        var group = admin.listConsumerGroupOffsets(settings.group());
        return Answers.await(group.partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(it -> it.getValue() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
