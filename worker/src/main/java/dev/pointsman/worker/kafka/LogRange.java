package dev.pointsman.worker.kafka;

import org.apache.kafka.common.TopicPartition;

/** What a partition has: from the earliest record to before the latest. */
record LogRange(TopicPartition partition, long earliest, long latest) {}
