package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has topics made. Another worker may be quicker, which is as good. Stateless. */
final class NewTopics {
    private static final Logger LOGGER = LoggerFactory.getLogger(NewTopics.class);

    private NewTopics() {}

    /** All at once, and waits for each. */
    static void make(Admin admin, List<PlannedTopic> planned) {
        var made =
                admin.createTopics(planned.stream().map(PlannedTopic::toNewTopic).toList())
                        .values();
        planned.forEach(topic -> awaitMade(topic, requireNonNull(made.get(topic.name()))));
    }

    private static void awaitMade(PlannedTopic topic, KafkaFuture<Void> made) {
        try {
            Answers.await(made);
            LOGGER.atInfo()
                    .addKeyValue(
                            "partitions",
                            topic.partitions().map(String::valueOf).orElse("the broker's default"))
                    .log("topic created: {}", topic.name());
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
