package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where partitions begin, by what is committed and what is still there. Without a committed offset
 * that is the first record, if none is lost yet and the group has never begun the partition: of
 * jobs, if there is no mark of that; of retries, if none is there, for whoever writes one commits
 * an offset. Otherwise jobs may be missing, or would be run again, and only an operator can say
 * where to go on. Immutable, so safe on every thread.
 */
final class Beginnings {
    private static final Logger LOGGER = LoggerFactory.getLogger(Beginnings.class);

    private final String groupOptions;

    /**
     * @param groupOptions what Kafka's own tools are told of the cluster and the group
     */
    Beginnings(String groupOptions) {
        this.groupOptions = groupOptions;
    }

    /** Where jobs begin. */
    Begin ofJobs(LogRange log, Optional<OffsetAndMetadata> committed) {
        return committed.map(offset -> ofJobs(log, offset)).orElseGet(() -> first(log));
    }

    private Begin ofJobs(LogRange log, OffsetAndMetadata committed) {
        var begin = begin(log, committed);
        if (ProgressCodec.isOurs(committed.metadata())) {
            return begin.under(new Proviso.IfBegun(anew(log, committed.offset())));
        }
        return NewGroup.METADATA.equals(committed.metadata())
                ? begin.under(new Proviso.IfNew(lost(log)))
                : begin;
    }

    private Begin first(LogRange log) {
        if (log.earliest() > 0) {
            return new Begin.Refused(
                    log.partition()
                            + ": the group has no committed offset here, and records before "
                            + log.earliest()
                            + " are gone"
                            + reset(log));
        }
        return new Begin.At(Progress.upTo(0), new Proviso.IfNew(lost(log)));
    }

    private String lost(LogRange log) {
        return log.partition()
                + ": the group has begun here, and the broker has no offset of it any more: to"
                + " begin at the first record would run all again. The results tell how far it had"
                + " got"
                + reset(log);
    }

    private String anew(LogRange log, long offset) {
        return log.partition()
                + ": the group has got to "
                + offset
                + " here, and the topic of state does not say that it has begun: one of the two was"
                + " deleted and made anew. With that of state what jobs had kept is gone; of that of"
                + " jobs, records before the offset may not have been run"
                + reset(log);
    }

    /**
     * Where retries begin.
     *
     * @param isAnyThere whether there are any, be they finished
     * @param ofJobs the offset of the jobs beside them; a worker commits none without one of these
     */
    Begin ofRetries(
            LogRange log,
            Optional<OffsetAndMetadata> committed,
            boolean isAnyThere,
            Optional<OffsetAndMetadata> ofJobs) {
        if (committed.isPresent()) {
            return begin(log, committed.get());
        }
        if (isAnyThere) {
            return lostRetries(log);
        }
        return ofJobs.filter(it -> ProgressCodec.isOurs(it.metadata())).isPresent()
                ? retriesMadeAnew(log)
                : atTheEnd(log);
    }

    private static Begin atTheEnd(LogRange log) {
        return new Begin.At(Progress.upTo(log.latest()));
    }

    private Begin lostRetries(LogRange log) {
        return new Begin.Refused(
                log.partition()
                        + ": jobs wait here, or have waited, and the broker has no offset of the"
                        + " group any more"
                        + reset(log));
    }

    private Begin retriesMadeAnew(LogRange log) {
        return new Begin.Refused(
                log.partition()
                        + ": the group has run jobs beside these, and the broker has no offset of it"
                        + " here any more, as when the topic was deleted and made anew: jobs that"
                        + " waited in it are gone"
                        + reset(log));
    }

    private Begin begin(LogRange log, OffsetAndMetadata committed) {
        return switch (read(log, committed)) {
            case ProgressReading.Ours(var progress) -> checked(log, progress);
            case ProgressReading.Foreign(var progress) -> checked(log, progress);
            case ProgressReading.Unreadable(var reason) ->
                    new Begin.Refused(log.partition() + ": " + reason);
        };
    }

    private static ProgressReading read(LogRange log, OffsetAndMetadata committed) {
        var reading = ProgressCodec.read(committed.offset(), committed.metadata());
        if (reading instanceof ProgressReading.Foreign
                && !NewGroup.METADATA.equals(committed.metadata())) {
            LOGGER.atWarn()
                    .addKeyValue("partition", log.partition())
                    .addKeyValue("offset", committed.offset())
                    .log("the committed offset has metadata that is not ours: treated as none");
        }
        return reading;
    }

    private Begin checked(LogRange log, Progress progress) {
        if (progress.base() < log.earliest()) {
            return new Begin.Refused(
                    log.partition()
                            + ": records from "
                            + progress.base()
                            + " to "
                            + (log.earliest() - 1)
                            + " were deleted before they were run"
                            + reset(log));
        }
        if (progress.base() > log.latest()) {
            return new Begin.Refused(
                    log.partition()
                            + ": the committed offset is "
                            + progress.base()
                            + ", and the partition ends at "
                            + log.latest()
                            + ": was the topic created anew?"
                            + reset(log));
        }
        return new Begin.At(progress);
    }

    /** What the operator does who knows where to go on. */
    private String reset(LogRange log) {
        return (" (stop all workers, say where to go on instead of N, and start them again:"
                        + " kafka-consumer-groups %s --topic %s:%d --reset-offsets --to-offset N"
                        + " --execute)")
                .formatted(groupOptions, log.partition().topic(), log.partition().partition());
    }

    /** Where one of the two partitions begins, that of jobs or that of their retries. */
    sealed interface Begin {
        /** There, under a proviso. */
        record At(Progress progress, Proviso proviso) implements Begin {
            At(Progress progress) {
                this(progress, new Proviso.None());
            }
        }

        /** Nobody knows, for this reason. */
        record Refused(String reason) implements Begin {}

        /** The same, under this proviso. */
        default Begin under(Proviso proviso) {
            return switch (this) {
                case At(var progress, _) -> new At(progress, proviso);
                case Refused _ -> this;
            };
        }
    }
}
