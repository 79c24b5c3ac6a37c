package dev.pointsman.it.chaos.planted;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.chaos.jobs.Answer;
import dev.pointsman.it.chaos.jobs.Places;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A job, and the answer it must get. Immutable, so safe on every thread.
 *
 * @param isOnItsWay whether it takes its time between two attempts, and nobody finds it there
 */
record PlantedJob(
        ConsumerRecord<byte[], byte[]> record,
        Answer answer,
        String lane,
        boolean isCancel,
        boolean isOnItsWay) {
    /** A job, which waits for those before it in its lane. */
    static PlantedJob of(ConsumerRecord<byte[], byte[]> record, Answer answer, Bug bug) {
        var isTriedAgain = answer.attempts() > 1;
        var lane = bug == Bug.RETRY_LEAVES_ITS_KEY && isTriedAgain ? "" : answer.lane();
        var isAway = bug == Bug.CANCEL_FORGOTTEN_OVER_A_CRASH && isTriedAgain && lane.isEmpty();
        return new PlantedJob(record, answer, lane, false, isAway);
    }

    /** A cancel: it is finished behind its job, whether it comes too late for that or not. */
    static PlantedJob cancel(
            ConsumerRecord<byte[], byte[]> record, Answer answer, JobCancel cancel, Bug bug) {
        var lane = bug == Bug.CANCEL_BEFORE_ITS_JOB ? "" : lane(record, cancel.tenant());
        return new PlantedJob(record, answer, lane, true, false);
    }

    private static String lane(ConsumerRecord<byte[], byte[]> record, TenantId tenant) {
        return tenant + "/" + Places.key(record).orElse("");
    }

    /** The same job, published before. */
    PlantedJob again() {
        return new PlantedJob(record, answer.again(), lane, isCancel, isOnItsWay);
    }

    /**
     * The same job, withdrawn before it was done; its cancel is finished behind it, but for one
     * that is on its way.
     */
    PlantedJob withdrawn() {
        if (isOnItsWay) {
            return new PlantedJob(record, answer.withdrawn(2), lane, isCancel, true);
        }
        var itsKeys = lane(record, answer.tenant().orElseThrow());
        return new PlantedJob(record, answer.withdrawn(1), itsKeys, isCancel, false);
    }

    /** Whether it is a job that this cancel, read behind it, withdraws. */
    boolean isFor(JobCancel cancel) {
        return !isCancel
                && answer.id().equals(cancel.id())
                && answer.tenant().filter(cancel.tenant()::equals).isPresent();
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    boolean isMalformed() {
        return isError(ErrorCode.JOB_MALFORMED);
    }

    /** Whether its first result is refused, which breaks the transaction it is in. */
    boolean breaksItsTransaction() {
        return isError(ErrorCode.OUTPUT_TOO_LARGE);
    }

    boolean hasTrapped() {
        return isError(ErrorCode.GUEST_TRAP);
    }

    /** One of fifty, always the same ones. */
    boolean isUnlucky() {
        return record.offset() % 50 == 7;
    }

    private boolean isError(ErrorCode code) {
        return answer.outcome() instanceof Outcome.Errored(var found, _) && found == code;
    }
}
