package dev.pointsman.it.chaos.check;

/** A cancel on the jobs topic, and the job it is meant for. */
record CancelEntry(int partition, long offset, JobEntry job) {
    @Override
    public String toString() {
        return "the cancel at " + partition + "@" + offset + " of " + job;
    }
}
