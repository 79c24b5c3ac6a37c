package dev.pointsman.worker.kafka;

/** What is known of whether the topic of retries of a topic of jobs will do. */
sealed interface TopicLook {
    /** It will. */
    record Fine() implements TopicLook {}

    /**
     * It will not.
     *
     * @param reason for an operator, with what to do
     */
    record Unfit(String reason) implements TopicLook {}

    /** Nothing yet: the broker is asked, and nobody waits for that. */
    record Pending() implements TopicLook {}
}
