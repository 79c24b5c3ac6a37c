package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import org.apache.kafka.common.TopicPartition;

/**
 * That it is to be committed again how far a partition has got.
 *
 * @param mark under which it is remembered that the group has begun it
 */
record Renewal(TopicPartition jobs, SeenKey mark) {}
