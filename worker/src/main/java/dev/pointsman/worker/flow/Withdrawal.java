package dev.pointsman.worker.flow;

/**
 * A cancel that was looked into.
 *
 * @param jobs how many jobs it has found that have not ended, and that no cancel had found before;
 *     they may end as they will all the same
 */
public record Withdrawal<J>(J cancel, int jobs) {}
