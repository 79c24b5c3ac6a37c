package dev.pointsman.worker.flow.sim;

import java.util.Optional;

/**
 * One simulation, as all its parts know it.
 *
 * @param planted what the drivers or the model do wrong on purpose
 */
record Run(Dice dice, Trace trace, Optional<Mistake> planted) {
    boolean has(Mistake mistake) {
        return planted.isPresent() && planted.get() == mistake;
    }
}
