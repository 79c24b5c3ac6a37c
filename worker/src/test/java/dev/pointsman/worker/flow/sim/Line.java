package dev.pointsman.worker.flow.sim;

/** A record that is written for a job. */
sealed interface Line {
    JobId job();

    /** How the job ended. */
    record Result(JobId job, Size size) implements Line {}

    /**
     * It is to be tried again.
     *
     * @param next with the attempt to come
     * @param moved whether nothing has come of the one before
     */
    record Retry(PublishedJob next, boolean moved) implements Line {
        @Override
        public JobId job() {
            return next.id();
        }
    }

    /** Something else it asked for. */
    record Effect(JobId job, int number) implements Line {}

    /** Whether a broker takes it. */
    enum Size {
        FITS,
        TOO_LARGE
    }
}
