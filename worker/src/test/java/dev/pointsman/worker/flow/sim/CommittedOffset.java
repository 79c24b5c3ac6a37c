package dev.pointsman.worker.flow.sim;

/** How far a group has got in a partition, as the broker keeps it. */
record CommittedOffset(long offset, String metadata) {
    static final CommittedOffset NONE = new CommittedOffset(0, "");
}
