package dev.pointsman.worker.flow.sim;

/** A record that is written for a job. */
sealed interface Line {
    JobId job();

    /** How the job ended: by being run, unless it was withdrawn, or done before. */
    record Result(JobId job, Size size, End end) implements Line {
        Result(JobId job, Size size) {
            this(job, size, new Run());
        }
    }

    /** How a job may end. */
    sealed interface End {}

    /** It was run. */
    record Run() implements End {}

    /** It was withdrawn. */
    record Withdrawn() implements End {}

    /** It was done before, as this one. */
    record Duplicate(JobId first) implements End {}

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

    /** That the job has been done, for whoever sees another of its name. */
    record Remembered(JobId job) implements Line {}

    /** Whether a broker takes it. */
    enum Size {
        FITS,
        TOO_LARGE
    }
}
