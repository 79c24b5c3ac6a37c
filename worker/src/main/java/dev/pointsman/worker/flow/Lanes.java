package dev.pointsman.worker.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which jobs must wait for which. A lane is busy from when its first job enters until its last has
 * left; what enters meanwhile waits behind it, in order. One that is withdrawn goes ahead of its
 * turn and keeps its place: those behind it wait for it as ever, for if one of them were committed
 * first, after a crash it could be run behind it, before its cancel is polled again. Owned by its
 * flow.
 */
final class Lanes<J> {
    /** Each lane with the job at its head, which may run, and those behind it. */
    private final Map<Place, Deque<Ticket<J>>> lanes = new HashMap<>();

    /** Those that went ahead of their turn, and whether they have left. */
    private final IdentityHashMap<Ticket<J>, Boolean> ahead = new IdentityHashMap<>();

    /** Whether the job may run at once; else it is handed out when its predecessor leaves. */
    boolean enter(Ticket<J> ticket) {
        return place(ticket).map(place -> enter(place, ticket)).orElse(true);
    }

    private boolean enter(Place place, Ticket<J> ticket) {
        var lane = lanes.computeIfAbsent(place, _ -> new ArrayDeque<>(1));
        lane.add(ticket);
        if (lane.size() > 1 && ticket.isWithdrawn()) {
            ahead.put(ticket, false);
            return true;
        }
        return lane.size() == 1;
    }

    /** The job has ended; returns the one that may run now. */
    Optional<Ticket<J>> leave(Ticket<J> ticket) {
        return place(ticket).flatMap(place -> leave(place, ticket));
    }

    private Optional<Ticket<J>> leave(Place place, Ticket<J> ticket) {
        var lane = lanes.get(place);
        if (lane == null) {
            // They are all forgotten.
            return Optional.empty();
        }
        if (!isSame(lane.getFirst(), ticket)) {
            ahead.replace(ticket, true);
            return Optional.empty();
        }
        lane.removeFirst();
        if (!ahead.isEmpty()) {
            ahead.remove(ticket);
            removeLeft(lane);
        }
        if (lane.isEmpty()) {
            lanes.remove(place);
        }
        return Optional.ofNullable(lane.peekFirst()).filter(next -> !ahead.containsKey(next));
    }

    private void removeLeft(Deque<Ticket<J>> lane) {
        while (!lane.isEmpty() && ahead.getOrDefault(lane.getFirst(), false)) {
            ahead.remove(lane.removeFirst());
        }
    }

    /** Retries have offsets of their own. */
    private static <J> boolean isSame(Ticket<J> one, Ticket<J> other) {
        return one.offset() == other.offset() && one.claim().equals(other.claim());
    }

    /** Those that wait in the lane, behind its head. */
    Stream<Ticket<J>> waiting(Claim claim, Lane lane) {
        return Optional.ofNullable(lanes.get(new Place(claim, lane))).stream()
                .flatMap(Deque::stream)
                .skip(1)
                .filter(ticket -> !ahead.containsKey(ticket));
    }

    /** The withdrawn ones of these, which wait no more. */
    List<Ticket<J>> withdrawn(Claim claim, Lane lane) {
        var withdrawn = waiting(claim, lane).filter(Ticket::isWithdrawn).toList();
        withdrawn.forEach(ticket -> ahead.put(ticket, false));
        return withdrawn;
    }

    /** Forgets all jobs of the claim. */
    void drop(Claim claim) {
        lanes.keySet().removeIf(place -> place.claim().equals(claim));
        ahead.keySet().removeIf(ticket -> ticket.claim().home().equals(claim));
    }

    private static <J> Optional<Place> place(Ticket<J> ticket) {
        return ticket.lane().map(lane -> new Place(ticket.claim().home(), lane));
    }

    private record Place(Claim claim, Lane lane) {}
}
