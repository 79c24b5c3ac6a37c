package dev.pointsman.worker.host;

import java.time.Duration;
import java.util.List;

/**
 * The way to the web: behind it is the one room that knows an HTTP client. Safe on every thread.
 */
@FunctionalInterface
public interface HttpDoor {
    /** A worker without a way out: every request ends with an error of the guest's. */
    HttpDoor CLOSED = (_, _, _) -> new HttpAnswer.Failed(HttpFault.DESTINATION_UNAVAILABLE);

    /**
     * Puts the question on behalf of the job whose context is current, which may take as long as it
     * is given. Throws {@link dev.pointsman.worker.context.JobStopped} if the name leads to an
     * address the job's policy does not name.
     *
     * @param added headers of the worker's own
     */
    HttpAnswer ask(HttpQuestion question, List<HttpHeader> added, Duration patience);
}
