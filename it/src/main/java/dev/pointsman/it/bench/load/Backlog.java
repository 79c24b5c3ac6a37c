package dev.pointsman.it.bench.load;

/** Many jobs at once, there before anybody begins to run them. Stateless. */
public final class Backlog {
    private Backlog() {}

    /** Publishes this many jobs, and returns when the broker has them. */
    public static void publish(String brokers, BenchJobs jobs, long count) {
        try (var publisher = Publisher.inBulk(brokers)) {
            for (var number = 0L; number < count; number++) {
                publisher.publish(jobs.job("backlog-", number));
            }
            publisher.flush();
        }
    }
}
