package dev.pointsman.it.chaos.fault;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What can go wrong. */
public enum FaultKind {
    KILL(3),
    KILL_AT_BEGUN(2),
    KILL_AT_SENT(2),
    KILL_AT_OFFSETS_SENT(2),
    KILL_AT_COMMITTED(2),
    /** Shorter than the transaction timeout. */
    PAUSE_SHORT(3),
    /** Longer than the transaction timeout and the group's: what wakes up is a zombie. */
    PAUSE_LONG(1),
    BROKER_KILL(1),
    /** Workers come and go. */
    STORM(1),
    TERMINATE(2),
    SLOW_NETWORK(1),
    HALF_OPEN_NETWORK(1),
    DROPPED_CONNECTIONS(1);

    private final int share;

    FaultKind(int share) {
        this.share = share;
    }

    /** Every kind, as often as it should come. */
    public static List<FaultKind> all() {
        return Arrays.stream(values())
                .flatMap(kind -> Collections.nCopies(kind.share, kind).stream())
                .toList();
    }

    /** Whether a worker is killed by it. */
    boolean isKill() {
        return switch (this) {
            case KILL, KILL_AT_BEGUN, KILL_AT_SENT, KILL_AT_OFFSETS_SENT, KILL_AT_COMMITTED -> true;
            case PAUSE_SHORT,
                    PAUSE_LONG,
                    BROKER_KILL,
                    STORM,
                    TERMINATE,
                    SLOW_NETWORK,
                    HALF_OPEN_NETWORK,
                    DROPPED_CONNECTIONS ->
                    false;
        };
    }

    /** As in {@code --kinds}: {@code kill-at-sent}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
