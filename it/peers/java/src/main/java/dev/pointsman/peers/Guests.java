package dev.pointsman.peers;

/** Runs the guest of a job. What it may be asked by several threads at once says its class. */
interface Guests {
    /** Fills the job with what its guest asked for; throws if it did not end well. */
    void run(Job job);
}
