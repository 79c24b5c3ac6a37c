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
 * @param failures how many of its attempts ask for another one
 * @param attempt the one to come, 1 for the first
 */
record PublishedJob(
        JobId id, Optional<Lane> lane, int effects, boolean tooLarge, int failures, int attempt) {
    /** No job is tried more often. */
    static final int MOST_ATTEMPTS = 3;

    /** One that ends at its first attempt. */
    PublishedJob(JobId id, Optional<Lane> lane, int effects, boolean tooLarge) {
        this(id, lane, effects, tooLarge, 0, 1);
    }

    PublishedJob {
        if (effects < 0 || effects > 2) {
            throw new IllegalArgumentException("effects: " + effects + " (expected: 0 to 2)");
        }
    }

    /** What its run asks to be written. */
    List<Line> lines() {
        if (attempt <= failures && attempt < MOST_ATTEMPTS) {
            return List.of(new Line.Retry(onAttempt(attempt + 1), false));
        }
        var lines = new ArrayList<Line>();
        for (var number = 0; number < effects; number++) {
            lines.add(new Line.Effect(id, number));
        }
        lines.add(new Line.Result(id, tooLarge ? Line.Size.TOO_LARGE : Line.Size.FITS));
        return lines;
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
        return new PublishedJob(id, lane, effects, tooLarge, failures, number);
    }

    /** What is written instead if the broker refuses that. */
    List<Line> refusal() {
        return List.of(new Line.Result(id, Line.Size.FITS));
    }
}
