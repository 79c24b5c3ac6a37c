package dev.pointsman.worker.host.wasi;

import dev.pointsman.worker.host.Guest;
import java.time.Duration;

/** The clocks of WASI: both count milliseconds, the second from the start of the job. */
final class Clock {
    private static final int REALTIME = 0;
    private static final int MONOTONIC = 1;
    private static final long NANOS_A_MILLI = Duration.ofMillis(1).toNanos();

    private Clock() {}

    /** {@code clock_res_get(id, out_u64)}. */
    static long resolution(Guest guest, long... arguments) {
        var clock = (int) arguments[0];
        if (clock != REALTIME && clock != MONOTONIC) {
            return Errno.INVAL;
        }
        guest.memory().writeLong((int) arguments[1], NANOS_A_MILLI);
        return Errno.SUCCESS;
    }

    /** {@code clock_time_get(id, precision, out_u64)}. */
    static long time(Guest guest, long... arguments) {
        var millis = guest.io().millis();
        switch ((int) arguments[0]) {
            case REALTIME -> guest.memory().writeLong((int) arguments[2], millis * NANOS_A_MILLI);
            case MONOTONIC -> {
                var sinceStart = Math.max(0, millis - guest.context().startedAt().toEpochMilli());
                guest.memory().writeLong((int) arguments[2], sinceStart * NANOS_A_MILLI);
            }
            default -> {
                return Errno.INVAL;
            }
        }
        return Errno.SUCCESS;
    }
}
