package dev.pointsman.worker.flow;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * The lanes that jobs keep which wait for another attempt, and who waits behind them there. Those
 * are jobs that have not begun; whoever is tried again passes, for it has begun before, and what it
 * waited for might wait for room that only it can make. Owned by its lanes.
 */
final class KeptLanes<J> {
    /** What a kept lane holds of memory beside its key; a guess on the large side. */
    private static final int OVERHEAD_BYTES = 512;

    private final Map<LanePlace, Kept<J>> lanes = new HashMap<>();

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    int size() {
        return lanes.size();
    }

    /** Whether the job has to wait, and does so here from now on. */
    boolean enter(LanePlace place, Ticket<J> ticket) {
        var kept = lanes.get(place);
        if (kept == null) {
            return false;
        }
        if (!isTriedAgain(ticket)) {
            kept.behind.add(ticket);
            return true;
        }
        kept.keepers.replace(ticket.place(), true);
        return false;
    }

    /**
     * The job keeps its lane until it is tried again; those that have not begun wait here.
     *
     * @param lane who is in it, the first of whom need not wait any more
     */
    void keep(LanePlace place, long job, Optional<LaneQueue<J>> lane) {
        var kept = lanes.computeIfAbsent(place, _ -> new Kept<>());
        if (kept.keepers.put(job, false) == null) {
            place.claim().keeps(bytes(place));
        }
        lane.ifPresent(kept::take);
    }

    /** Whether the job keeps the lane no more once it has left, since it is being tried. */
    boolean isTried(LanePlace place, long job) {
        return !lanes.isEmpty()
                && Optional.ofNullable(lanes.get(place))
                        .filter(kept -> kept.keepers.getOrDefault(job, false))
                        .isPresent();
    }

    /** The job keeps its lane no longer; returns those that go on, if nobody else keeps it. */
    Optional<SequencedSet<Ticket<J>>> letGo(LanePlace place, long job) {
        var kept = lanes.get(place);
        if (kept == null || kept.keepers.remove(job) == null) {
            return Optional.empty();
        }
        place.claim().keeps(-bytes(place));
        if (!kept.keepers.isEmpty()) {
            return Optional.empty();
        }
        lanes.remove(place);
        return Optional.of(kept.behind);
    }

    private static long bytes(LanePlace place) {
        return (long) OVERHEAD_BYTES + place.lane().key().size();
    }

    /** Those that wait in the lane. */
    Stream<Ticket<J>> behind(LanePlace place) {
        return Optional.ofNullable(lanes.get(place)).stream().flatMap(kept -> kept.behind.stream());
    }

    /** One that waited there leaves, though the lane is kept. */
    void remove(LanePlace place, Ticket<J> ticket) {
        Optional.ofNullable(lanes.get(place)).ifPresent(kept -> kept.behind.remove(ticket));
    }

    /** How many wait in all of them. */
    int waiting() {
        return lanes.values().stream().mapToInt(kept -> kept.behind.size()).sum();
    }

    /** Forgets all lanes of the claim. */
    void drop(Claim claim) {
        if (!lanes.isEmpty()) {
            lanes.keySet().removeIf(place -> place.claim().equals(claim));
        }
    }

    private static <J> boolean isTriedAgain(Ticket<J> ticket) {
        return !ticket.claim().home().equals(ticket.claim());
    }

    /** One lane. */
    private static final class Kept<J> {
        /** By where they were published, and whether they are being tried again by now. */
        private final Map<Long, Boolean> keepers = new HashMap<>(2);

        private final SequencedSet<Ticket<J>> behind = new LinkedHashSet<>(2);

        void take(LaneQueue<J> lane) {
            var waiting = lane.behind().filter(ticket -> !isTriedAgain(ticket)).toList();
            waiting.forEach(lane::remove);
            behind.addAll(waiting);
        }
    }
}
