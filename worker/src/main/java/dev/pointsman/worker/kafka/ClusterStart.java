package dev.pointsman.worker.kafka;

import java.time.Duration;

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
            var group = new AskedGroup(admin, settings.group(), settings.topics().ofJobs());
            new NewGroup(group, clients::consumer).begin();
        } finally {
            admin.close(CLOSE_PATIENCE);
        }
    }
}
