package dev.pointsman.worker.job;

/** Is told what happens to jobs. Called by one thread, which waits for it: it must be quick. */
public interface JobListener {
    /** The job's result is committed. */
    void jobEnded(FinishedJob job);
}
