/**
 * Polls jobs, and writes what came of them with their offsets in one transaction. The only package
 * with Kafka clients.
 */
@NullMarked
package dev.pointsman.worker.kafka;

import org.jspecify.annotations.NullMarked;
