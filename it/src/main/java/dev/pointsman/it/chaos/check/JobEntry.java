package dev.pointsman.it.chaos.check;

import dev.pointsman.it.chaos.jobs.Answer;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the jobs topic, and what has been found of its outcome so far. One thread's. */
final class JobEntry {
    private static final long NOWHERE = -1;

    private final int partition;
    private final long offset;
    private final String lane;
    private final Answer.Fingerprint expected;
    private final boolean isCounter;
    private final int content;
    private int expectedDeadLetters;
    private int expectedEvents;
    private int expectedAttempts;
    private int retries;
    private int results;
    private int deadLetters;
    private int events;
    private int resultPartition;
    private long resultOffset = NOWHERE;
    private boolean miscounted;
    private boolean withdrawable;
    private boolean withdrawn;

    JobEntry(ConsumerRecord<byte[], byte[]> record, Answer answer) {
        this.partition = record.partition();
        this.offset = record.offset();
        this.lane = answer.lane();
        this.expected = answer.fingerprint();
        this.isCounter = answer.isCounter();
        this.content = content(record);
        this.expectedDeadLetters = answer.deadLetters();
        this.expectedEvents = answer.events();
        this.expectedAttempts = answer.attempts();
    }

    /** Of all key and value there are hundreds of megabytes in a long run: a digest will do. */
    private static int content(ConsumerRecord<byte[], byte[]> record) {
        return 31 * Arrays.hashCode(record.key()) + Arrays.hashCode(record.value());
    }

    /** Whether this record has the job's own key and value. */
    boolean hasContentOf(ConsumerRecord<byte[], byte[]> record) {
        return content == content(record);
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    /** Whose jobs have to end in order, tenant and key; empty if no other waits for it. */
    String lane() {
        return lane;
    }

    Answer.Fingerprint expected() {
        return expected;
    }

    /** Whether what it answers hangs on the state of its key. */
    boolean isCounter() {
        return isCounter;
    }

    int expectedDeadLetters() {
        return expectedDeadLetters;
    }

    int expectedEvents() {
        return expectedEvents;
    }

    int expectedAttempts() {
        return expectedAttempts;
    }

    int retries() {
        return retries;
    }

    /** It was put off for another attempt. */
    void putOff() {
        retries++;
    }

    int results() {
        return results;
    }

    int deadLetters() {
        return deadLetters;
    }

    int events() {
        return events;
    }

    /** Counts a result; true for the first. */
    boolean answered(int inPartition, long atOffset) {
        results++;
        if (results > 1) {
            return false;
        }
        resultPartition = inPartition;
        resultOffset = atOffset;
        return true;
    }

    /** There is a cancel of it. */
    void withdrawable() {
        withdrawable = true;
    }

    boolean isWithdrawable() {
        return withdrawable;
    }

    /** A cancel has found it: with this attempt it has come to its end, which is no failure. */
    void withdrawn(int attempt) {
        withdrawn = true;
        expectedAttempts = attempt;
        expectedDeadLetters = 0;
        expectedEvents = 0;
    }

    boolean isWithdrawn() {
        return withdrawn;
    }

    void putAside() {
        deadLetters++;
    }

    void published() {
        events++;
    }

    /** Whether its result stands before these offsets of the results topic's partitions. */
    boolean isAnsweredBefore(Offsets ends) {
        return resultOffset != NOWHERE && resultOffset < ends.of(resultPartition);
    }

    /** True the first time only: one job that is counted wrongly is one finding. */
    boolean isNewlyMiscounted() {
        var first = !miscounted;
        miscounted = true;
        return first;
    }

    /** Where its record stands. */
    @Override
    public String toString() {
        return "the job at " + partition + "@" + offset + " (" + expected.outcome() + ")";
    }
}
