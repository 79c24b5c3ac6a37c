package dev.pointsman.it.chaos.check;

/** The topics of a run. */
public enum LogTopic {
    JOBS("jobs"),
    RESULTS("results"),
    DEAD_LETTERS("dead-letters"),
    STATE("state"),
    /** Where jobs wait for another attempt. */
    RETRIES("retries"),
    /** Where jobs publish to. */
    ALERTS("alerts");

    private final String topic;

    LogTopic(String topic) {
        this.topic = topic;
    }

    /** Its name in Kafka. */
    public String topic() {
        return topic;
    }
}
