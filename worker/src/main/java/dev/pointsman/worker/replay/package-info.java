/**
 * Runs a job that has failed once more, without Kafka: its host tells it what was recorded, so that
 * it comes to the same end.
 */
@NullMarked
package dev.pointsman.worker.replay;

import org.jspecify.annotations.NullMarked;
