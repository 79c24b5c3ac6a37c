package dev.pointsman.worker.state;

import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import java.util.Optional;

/**
 * What is about to be remembered under a name. Of one name several may be under way, and end in
 * another order than they were taken in; what stands on the topic then is to be the last that was
 * taken, and not the last that ended. For whoever holds the monitor of what is committed; told
 * apart by identity.
 */
final class Coming {
    private final SeenKey key;
    private final SeenJob job;
    private Namesakes namesakes = new Namesakes();
    private int number;
    private Optional<Boolean> isWritten = Optional.empty();

    Coming(SeenKey key, SeenJob job) {
        this.key = key;
        this.job = job;
    }

    SeenKey key() {
        return key;
    }

    SeenJob job() {
        return job;
    }

    /** It is taken, behind another of its name that is under way. */
    void isTakenBehind(Coming other) {
        namesakes = other.namesakes;
        number = other.number + 1;
    }

    /**
     * Whether it is to be written: not if one that was taken behind it has been. To be asked in the
     * order of writing; the same each time.
     */
    boolean isToBeWritten() {
        if (isWritten.isEmpty()) {
            isWritten = Optional.of(namesakes.lastWritten <= number);
            namesakes.lastWritten = Math.max(namesakes.lastWritten, number);
        }
        return isWritten.get();
    }

    /** Those of one name that were under way together. */
    private static final class Namesakes {
        private int lastWritten;
    }
}
