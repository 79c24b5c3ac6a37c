package dev.pointsman.worker.flow.sim;

/** Which job: its record's place. */
record JobId(int partition, long offset) {
    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
