package dev.pointsman.worker.host;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import java.util.concurrent.TimeUnit;

/**
 * A call that is told to the topic of effects: every one, or only if it is refused. Immutable, so
 * safe on every thread.
 */
record AuditedCall(String capability, HostCall call, boolean everyOne) implements HostCall {
    private static final String REFUSED = "refused";

    /** The call could not be made: a bad argument, a limit. */
    private static final String FAILED = "failed";

    @Override
    public long answer(Guest guest, long... arguments) {
        var trail = guest.effects().audit();
        var from = System.nanoTime();
        trail.begin();
        try {
            var answer = call.answer(guest, arguments);
            if (everyOne) {
                trail.allowed(capability, answer, microsSince(from));
            }
            return answer;
        } catch (JobStopped stopped) {
            var refused = stopped.code() == ErrorCode.CAPABILITY_DENIED;
            if (refused || everyOne) {
                trail.ended(capability, refused ? REFUSED : FAILED, microsSince(from));
            }
            throw stopped;
        }
    }

    private static long microsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanos);
    }
}
