package dev.pointsman.worker.flow;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which jobs must wait for which. A lane is busy from when its first job enters until its last has
 * left; what enters meanwhile waits behind it, in order. Owned by its flow.
 */
final class Lanes<J> {
    /** Each lane with the job at its head, which may run, and those behind it. */
    private final Map<Place, Deque<Ticket<J>>> lanes = new HashMap<>();

    /** Whether the job may run at once; else it is handed out when its predecessor leaves. */
    boolean enter(Ticket<J> ticket) {
        return place(ticket).map(place -> enter(place, ticket)).orElse(true);
    }

    private boolean enter(Place place, Ticket<J> ticket) {
        var lane = lanes.computeIfAbsent(place, _ -> new ArrayDeque<>(1));
        lane.add(ticket);
        return lane.size() == 1;
    }

    /** The job has ended; returns the one that may run now. */
    Optional<Ticket<J>> leave(Ticket<J> ticket) {
        return place(ticket).flatMap(place -> leave(place, ticket));
    }

    private Optional<Ticket<J>> leave(Place place, Ticket<J> ticket) {
        var lane = lanes.get(place);
        if (lane == null || lane.getFirst().offset() != ticket.offset()) {
            // It has passed ahead of the others, or they are all forgotten.
            return Optional.empty();
        }
        lane.removeFirst();
        if (lane.isEmpty()) {
            lanes.remove(place);
        }
        return Optional.ofNullable(lane.peekFirst());
    }

    /** Those that wait in the lane, behind its head. */
    Stream<Ticket<J>> waiting(Claim claim, Lane lane) {
        return Optional.ofNullable(lanes.get(new Place(claim, lane))).stream()
                .flatMap(Deque::stream)
                .skip(1);
    }

    /** Takes the withdrawn ones of these out of the lane. */
    List<Ticket<J>> withdrawn(Claim claim, Lane lane) {
        var withdrawn = waiting(claim, lane).filter(Ticket::isWithdrawn).toList();
        if (!withdrawn.isEmpty()) {
            takeOutWithdrawn(requireNonNull(lanes.get(new Place(claim, lane))));
        }
        return withdrawn;
    }

    /** The head stays in its place until it leaves, withdrawn or not. */
    private static <J> void takeOutWithdrawn(Deque<Ticket<J>> lane) {
        var head = lane.removeFirst();
        lane.removeIf(Ticket::isWithdrawn);
        lane.addFirst(head);
    }

    /** Forgets all jobs of the claim. */
    void drop(Claim claim) {
        lanes.keySet().removeIf(place -> place.claim().equals(claim));
    }

    private static <J> Optional<Place> place(Ticket<J> ticket) {
        return ticket.lane().map(lane -> new Place(ticket.claim(), lane));
    }

    private record Place(Claim claim, Lane lane) {}
}
