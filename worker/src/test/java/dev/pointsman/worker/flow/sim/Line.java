package dev.pointsman.worker.flow.sim;

/** A record that is written for a job. */
sealed interface Line {
    JobId job();

    /** How the job ended. */
    record Result(JobId job, Size size) implements Line {}

    /** Something else it asked for. */
    record Effect(JobId job, int number) implements Line {}

    /** Whether a broker takes it. */
    enum Size {
        FITS,
        TOO_LARGE
    }
}
