package dev.pointsman.it.chaos.check;

/**
 * How far one partition's jobs had got at a moment of the run, taken between two looks at the
 * results: what was to be seen before must be counted as finished, and what is counted as finished
 * must be there after. Immutable, so safe on every thread.
 *
 * @param before up to where results were to be seen, all committed
 * @param committed what the group said then, with no transaction pending on it
 * @param after the ends of the results, with records that a commit has yet to be told of
 */
public record Snapshot(Offsets before, CommittedOffset committed, Offsets after) {}
