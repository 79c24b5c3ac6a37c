package dev.pointsman.worker.flow.sim;

/** Who a worker is in its group: what a real client calls group metadata. */
record Voucher(String member, int epoch) {}
