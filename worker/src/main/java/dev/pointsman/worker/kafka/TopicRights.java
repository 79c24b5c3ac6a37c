package dev.pointsman.worker.kafka;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;

/** What a worker has to be allowed to do with a topic that it writes and reads itself. */
final class TopicRights {
    private static final Set<AclOperation> NEEDED =
            EnumSet.of(AclOperation.READ, AclOperation.WRITE);

    private TopicRights() {}

    /** With which brokers are to be asked. */
    static DescribeTopicsOptions wanted() {
        return new DescribeTopicsOptions().includeAuthorizedOperations(true);
    }

    /** One that is missing would be found out by the first job that needs it. */
    static void require(TopicDescription topic) {
        var rights = Optional.ofNullable(topic.authorizedOperations()).orElse(NEEDED);
        if (!rights.containsAll(NEEDED)) {
            throw new UnfitCluster(
                    "topic %s: this worker is authorized to %s there (expected: %s)"
                            .formatted(topic.name(), new TreeSet<>(rights), NEEDED));
        }
    }
}
