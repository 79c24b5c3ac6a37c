package dev.pointsman.it.chaos.process;

import dev.pointsman.worker.kafka.TransactionListener;
import dev.pointsman.worker.kafka.TransactionStep;
import java.util.Optional;

/**
 * Ends the process at a step of a transaction, as abruptly as SIGKILL. Armed on one thread, asked
 * on another.
 */
public final class Failpoint implements TransactionListener {
    private volatile Optional<TransactionStep> armed = Optional.empty();

    /** The next transaction that gets as far as this step is the last. */
    public void arm(String step) {
        armed = Optional.of(TransactionStep.valueOf(step));
    }

    @Override
    public void reached(TransactionStep step, int jobs) {
        if (armed.filter(step::equals).isPresent()) {
            Runtime.getRuntime().halt(ParentLine.HALTED);
        }
    }
}
