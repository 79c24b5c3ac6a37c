package dev.pointsman.worker.kafka;

/** What a partition that is assigned to this worker waits for before it is begun. */
enum Awaited {
    /** Whether the topic of its retries will do. */
    RETRY_TOPIC("a broker is asked whether the topic of their retries will do"),

    /** Where its log and that of its retries begin and end. */
    LOGS(
            "no broker says yet where these and their retries begin and end; if that lasts, see"
                    + " whether each of their partitions has a leader"),

    /** KIP-447; what does not end by itself KIP-664 helps with. */
    OFFSETS(
            "the broker does not say how far these have got while a transaction on their offsets is"
                    + " open; if that lasts for minutes, kafka-transactions find-hanging names it, and"
                    + " if there is none, restart the broker that coordinates the group"),

    /** Whether retries wait of which no offset tells. */
    RETRIES("it is read whether jobs of these wait for another attempt, for no offset tells"),

    /** What its jobs have kept. */
    STATE("the state of these is read; if that lasts for minutes, see whether its topic can be");

    private final String told;

    Awaited(String told) {
        this.told = told;
    }

    /** In words for an operator. */
    @Override
    public String toString() {
        return told;
    }
}
