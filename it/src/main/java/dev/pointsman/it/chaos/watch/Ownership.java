package dev.pointsman.it.chaos.watch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** Asks the group which worker owns what. Safe on every thread. */
public final class Ownership implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 1_000;

    private final Admin admin;
    private final String group;

    public Ownership(String brokers, String group) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
        this.group = group;
    }

    /**
     * The partitions of the jobs topic that a worker owns; none if the broker does not say in time.
     *
     * @param suffix what its client id ends with
     */
    public Set<Integer> of(String suffix) throws InterruptedException {
        return members().stream()
                .filter(member -> member.clientId().endsWith(suffix))
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        admin.close();
    }

    private Collection<MemberDescription> members() throws InterruptedException {
        try {
            var described = admin.describeConsumerGroups(List.of(group)).describedGroups();
            return described.values().stream()
                    .findFirst()
                    .orElseThrow()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .members();
        } catch (ExecutionException | TimeoutException _) {
            return List.of();
        }
    }
}
