package dev.pointsman.it.chaos.check;

/**
 * A cancel on the jobs topic, and the job it is meant for.
 *
 * @param isFirst whether it has to be finished no earlier than the job is: with it, whoever comes
 *     after a crash finds that the job is withdrawn, and others of the same job may end at once
 */
record CancelEntry(int partition, long offset, JobEntry job, boolean isFirst) {
    @Override
    public String toString() {
        return "the cancel at " + partition + "@" + offset + " of " + job;
    }
}
