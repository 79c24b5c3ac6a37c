package dev.pointsman.worker.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which jobs must wait for which. A lane is busy from when its first job enters until its last has
 * left; what enters meanwhile waits, in order. Owned by its flow.
 */
final class Lanes<J> {
    private final Map<Place, Deque<Ticket<J>>> waiting = new HashMap<>();

    /** Whether the job may run at once; else it is handed out when its predecessor leaves. */
    boolean enter(Ticket<J> ticket) {
        return ticket.lane()
                .map(lane -> enter(new Place(ticket.claim().home(), lane), ticket))
                .orElse(true);
    }

    private boolean enter(Place place, Ticket<J> ticket) {
        var queue = waiting.get(place);
        if (queue == null) {
            waiting.put(place, new ArrayDeque<>(0));
            return true;
        }
        queue.add(ticket);
        return false;
    }

    /** The job has ended; returns the one that may run now. */
    Optional<Ticket<J>> leave(Ticket<J> ticket) {
        return ticket.lane().flatMap(lane -> leave(new Place(ticket.claim().home(), lane)));
    }

    private Optional<Ticket<J>> leave(Place place) {
        var next = Optional.ofNullable(waiting.get(place)).map(Deque::poll);
        if (next.isEmpty()) {
            waiting.remove(place);
        }
        return next;
    }

    /** Forgets all jobs of the claim. */
    void drop(Claim claim) {
        waiting.keySet().removeIf(place -> place.claim().equals(claim));
    }

    private record Place(Claim claim, Lane lane) {}
}
