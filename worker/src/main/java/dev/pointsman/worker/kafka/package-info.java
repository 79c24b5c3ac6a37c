/**
 * Polls jobs, and writes what came of them with their offsets in one transaction. The only package
 * with Kafka clients.
 *
 * <p>A record on its way: as it was polled ({@link PolledJob}), what it was read as ({@link
 * TakenJob}), its place in the flow ({@link dev.pointsman.worker.flow.Ticket}), how it ended
 * ({@link dev.pointsman.worker.job.FinishedJob}), that with its record ({@link DoneJob}), with the
 * records that are written of it ({@link OutgoingJob}), in a batch ({@link
 * dev.pointsman.worker.flow.EndedJob}), and how its transaction ended ({@link Ending}).
 *
 * <p>Five threads share a flow ({@link GuardedFlow}, through {@link SharedFlow}, {@link
 * SharedBatch} and {@link SharedLater}): one polls ({@link IntakeLoop}, {@link Session}, {@link
 * Intake}, {@link Partitions}), some run jobs ({@link JobLoop}), one writes transactions ({@link
 * Committer}, {@link Transactions}), one reads state ({@link StateLoader}), one reads retries
 * ({@link RetryReader}).
 *
 * <p>Where a partition begins is up to {@link StateStarts}: that asks {@link Starts}, which has the
 * brokers asked ({@link TopicLooks}, {@link PartitionLooks}) and decides ({@link Beginnings}).
 */
@NullMarked
package dev.pointsman.worker.kafka;

import org.jspecify.annotations.NullMarked;
