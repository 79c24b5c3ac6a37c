package dev.pointsman.worker.flow;

/**
 * A lane of a partition.
 *
 * @param claim that of the partition of the jobs, also for those that are tried again
 */
record LanePlace(Claim claim, Lane lane) {}
