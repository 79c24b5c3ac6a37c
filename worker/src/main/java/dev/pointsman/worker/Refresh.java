package dev.pointsman.worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what has changed, time and again: a look that fails by a defect is said in the log, and
 * is not the last one, as it would be for whoever repeats it. Owned by one thread.
 */
final class Refresh implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Refresh.class);

    private final String what;
    private final Runnable look;
    private boolean failed;

    /**
     * @param what is looked after, for the log
     */
    Refresh(String what, Runnable look) {
        this.what = what;
        this.look = look;
    }

    /**
     * An outermost loop, but for a broken virtual machine: that is not for the next look to mend.
     */
    @Override
    public void run() {
        try {
            look.run();
            failed = false;
        } catch (VirtualMachineError broken) {
            throw broken;
        } catch (Throwable defect) {
            tell(defect);
            failed = true;
        }
    }

    /** Once, however many looks fail in a row. */
    private void tell(Throwable defect) {
        if (!failed) {
            LOGGER.atError()
                    .setCause(defect)
                    .log("a defect keeps {} from being looked at; they stay as they are", what);
        }
    }
}
