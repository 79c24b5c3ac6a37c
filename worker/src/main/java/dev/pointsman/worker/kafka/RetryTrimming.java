package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Has the broker delete what is finished of the retries, since nothing of them grows too old by
 * itself: all before the committed offset, which nobody reads again. It waits for no answer, and
 * does without where this worker may not. Owned by the thread that reads retries.
 */
final class RetryTrimming implements Consumer<Set<TopicPartition>> {
    private static final Logger LOGGER = LoggerFactory.getLogger(RetryTrimming.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Admin admin;
    private final String group;
    private final AtomicBoolean told = new AtomicBoolean();
    private final LongSupplier nanoTime;
    private long dueNanos;

    RetryTrimming(Admin admin, String group) {
        this(admin, group, System::nanoTime);
    }

    RetryTrimming(Admin admin, String group, LongSupplier nanoTime) {
        this.admin = admin;
        this.group = group;
        this.nanoTime = nanoTime;
        this.dueNanos = nanoTime.getAsLong() + EVERY.toNanos();
    }

    /** Does so now and then for these partitions. */
    @Override
    public void accept(Set<TopicPartition> owned) {
        var now = nanoTime.getAsLong();
        if (now - dueNanos < 0) {
            return;
        }
        dueNanos = now + EVERY.toNanos();
        var spec = new ListConsumerGroupOffsetsSpec().topicPartitions(owned);
        var _ =
                admin.listConsumerGroupOffsets(Map.of(group, spec))
                        .partitionsToOffsetAndMetadata(group)
                        .whenComplete(this::trim);
    }

    private void trim(
            @Nullable Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Throwable fault) {
        if (fault != null) {
            tell(fault);
            return;
        }
        var finished = new HashMap<TopicPartition, RecordsToDelete>();
        requireNonNull(offsets)
                .forEach((partition, committed) -> {
                    if (committed != null && committed.offset() > 0) {
                        finished.put(partition, RecordsToDelete.beforeOffset(committed.offset()));
                    }
                });
        var _ = admin.deleteRecords(finished).all().whenComplete((_, refused) -> tell(refused));
    }

    /** Loudly once: without it the topic only grows. */
    private void tell(@Nullable Throwable fault) {
        if (fault != null) {
            var level = told.getAndSet(true) ? Level.DEBUG : Level.WARN;
            LOGGER.atLevel(level)
                    .setCause(fault)
                    .log(
                            "finished retries are not deleted, and their topic grows (expected: Delete on"
                                    + " it, see deploy/acls.txt)");
        }
    }
}
