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
 */
record PublishedJob(JobId id, Optional<Lane> lane, int effects, boolean tooLarge) {
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
        lines.add(new Line.Result(id, tooLarge ? Line.Size.TOO_LARGE : Line.Size.FITS));
        return lines;
    }

    /** What is written instead if the broker refuses that. */
    List<Line> refusal() {
        return List.of(new Line.Result(id, Line.Size.FITS));
    }
}
