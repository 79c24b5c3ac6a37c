package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record of the jobs topic.
 *
 * @param effects how many records its job asks for besides its result
 * @param tooLarge whether the broker refuses the result its job has
 * @param name jobs of a partition with the same name are one job, which is run once
 * @param cancels whether it is no job, but a cancel of those of its name
 * @param failures how many of its attempts ask for another one
 * @param attempt the one to come, 1 for the first
 * @param strict whether it keeps its key's order while it waits for another one
 */
record PublishedJob(
        JobId id,
        Optional<Lane> lane,
        int effects,
        boolean tooLarge,
        String name,
        boolean cancels,
        int failures,
        int attempt,
        boolean strict) {
    /** No job is tried more often. */
    static final int MOST_ATTEMPTS = 3;

    /** A job that nobody else is named like, and that ends at its first attempt. */
    PublishedJob(JobId id, Optional<Lane> lane, int effects, boolean tooLarge) {
        this(id, lane, effects, tooLarge, id.toString(), false, 0, 1, false);
    }

    PublishedJob {
        if (effects < 0 || effects > 2) {
            throw new IllegalArgumentException("effects: " + effects + " (expected: 0 to 2)");
        }
    }

    /** Who takes turns with others for threads, and may have so many at once. */
    String owner() {
        return lane.map(its -> its.tenant().value()).orElse("");
    }

    /** What its run asks to be written. */
    List<Line> lines() {
        if (isToBeTriedAgain()) {
            return remembered(new Line.Retry(onAttempt(attempt + 1), false));
        }
        var lines = new ArrayList<Line>();
        for (var number = 0; number < effects; number++) {
            lines.add(new Line.Effect(id, number));
        }
        lines.addAll(
                remembered(new Line.Result(id, tooLarge ? Line.Size.TOO_LARGE : Line.Size.FITS)));
        return lines;
    }

    /**
     * This, and that the job has been done. That is written with its first attempt, whatever comes
     * of it: from then on its record is finished, and another of its name may be polled without it.
     */
    private List<Line> remembered(Line line) {
        return isRetry() ? List.of(line) : List.of(new Line.Remembered(id), line);
    }

    /** Whether the attempt to come asks for another one. */
    boolean isToBeTriedAgain() {
        return attempt < attempts();
    }

    /** Whether its record comes from where jobs wait for another attempt. */
    boolean isRetry() {
        return attempt > 1;
    }

    /** Whether that is a cancel of it, which stands behind it. */
    boolean isCancelledBy(PublishedJob other) {
        return other.cancels()
                && other.name().equals(name)
                && other.lane().equals(lane)
                && other.id().partition() == id.partition()
                && other.id().offset() > id.offset();
    }

    /** Its record is written once more. */
    List<Line> moved() {
        return List.of(new Line.Retry(this, true));
    }

    /** How many attempts it takes. */
    int attempts() {
        return Math.min(failures + 1, MOST_ATTEMPTS);
    }

    PublishedJob onAttempt(int number) {
        return new PublishedJob(
                id, lane, effects, tooLarge, name, cancels, failures, number, strict);
    }

    /**
     * Whether its lane is kept when it has ended, for what it asked for may yet be refused, and for
     * as long as it is tried again.
     */
    boolean keepsLane(List<Line> lines) {
        return strict && (effects > 0 || isRetried(lines));
    }

    /** Whether its lines say that it is tried again. */
    static boolean isRetried(List<Line> lines) {
        return lines.stream().anyMatch(line -> line instanceof Line.Retry);
    }

    /** What is written if it was withdrawn before it was done. */
    List<Line> withdrawn() {
        return remembered(new Line.Result(id, Line.Size.FITS, new Line.Withdrawn()));
    }

    /** What is written if this one was done before; of a duplicate nothing is remembered. */
    List<Line> duplicate(JobId first) {
        return List.of(new Line.Result(id, Line.Size.FITS, new Line.Duplicate(first)));
    }

    /** What is written instead if the broker refuses that. */
    List<Line> refusal() {
        return remembered(new Line.Result(id, Line.Size.FITS));
    }
}
