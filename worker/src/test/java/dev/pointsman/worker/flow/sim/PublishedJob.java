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
 */
record PublishedJob(
        JobId id,
        Optional<Lane> lane,
        int effects,
        boolean tooLarge,
        String name,
        boolean cancels) {
    /** A job that nobody else is named like. */
    PublishedJob(JobId id, Optional<Lane> lane, int effects, boolean tooLarge) {
        this(id, lane, effects, tooLarge, id.toString(), false);
    }

    PublishedJob {
        if (effects < 0 || effects > 2) {
            throw new IllegalArgumentException("effects: " + effects + " (expected: 0 to 2)");
        }
    }

    /** What its run asks to be written. */
    List<Line> lines() {
        var lines = new ArrayList<Line>();
        for (var number = 0; number < effects; number++) {
            lines.add(new Line.Effect(id, number));
        }
        lines.add(new Line.Remembered(id));
        lines.add(new Line.Result(id, tooLarge ? Line.Size.TOO_LARGE : Line.Size.FITS));
        return lines;
    }

    /** What is written if it was withdrawn before it was done. */
    List<Line> withdrawn() {
        return List.of(
                new Line.Result(id, Line.Size.FITS, new Line.Withdrawn()), new Line.Remembered(id));
    }

    /** What is written if this one was done before; of a duplicate nothing is remembered. */
    List<Line> duplicate(JobId first) {
        return List.of(new Line.Result(id, Line.Size.FITS, new Line.Duplicate(first)));
    }

    /** What is written instead if the broker refuses that. */
    List<Line> refusal() {
        return List.of(new Line.Result(id, Line.Size.FITS), new Line.Remembered(id));
    }
}
