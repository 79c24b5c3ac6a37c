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
 * first, after a crash it could be run behind it, before its cancel is polled again. Lanes that are
 * kept for a job that is tried again have more to them, see {@link KeptLanes}. Owned by its flow.
 */
final class Lanes<J> {
    /** Each lane with the job at its head, which may run, and those behind it. */
    private final Map<LanePlace, Deque<Ticket<J>>> lanes = new HashMap<>();

    private final KeptLanes<J> kept = new KeptLanes<>();

    /** Those that went ahead of their turn, and whether they have left. */
    private final IdentityHashMap<Ticket<J>, Boolean> ahead = new IdentityHashMap<>();

    /** Whether the job may run at once; else it is handed out when its predecessor leaves. */
    boolean enter(Ticket<J> ticket) {
        return place(ticket).map(place -> enter(place, ticket)).orElse(true);
    }

    private boolean enter(LanePlace place, Ticket<J> ticket) {
        if (!kept.isEmpty() && kept.enter(place, ticket)) {
            return false;
        }
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

    private Optional<Ticket<J>> leave(LanePlace place, Ticket<J> ticket) {
        var next = passOn(place, ticket);
        return kept.isTried(place, ticket.place())
                ? letGo(place, ticket.place()).or(() -> next)
                : next;
    }

    private Optional<Ticket<J>> passOn(LanePlace place, Ticket<J> ticket) {
        var lane = lanes.get(place);
        if (lane == null || !isSame(lane.getFirst(), ticket)) {
            // It went ahead of its turn, or they are all forgotten.
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
        return first(lane);
    }

    private Optional<Ticket<J>> first(Deque<Ticket<J>> lane) {
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

    /**
     * The job keeps its lane until it has come to its end; of a claim that is retired none does.
     */
    void keep(Ticket<J> ticket) {
        place(ticket)
                .filter(place -> !place.claim().isRetired())
                .ifPresent(place ->
                        kept.keep(place, ticket.place(), Optional.ofNullable(lanes.get(place))));
    }

    /** It has come to its end; returns the one that may run now. */
    Optional<Ticket<J>> letGo(Ticket<J> ticket) {
        return place(ticket).flatMap(place -> letGo(place, ticket.place()));
    }

    private Optional<Ticket<J>> letGo(LanePlace place, long job) {
        return kept.letGo(place, job).flatMap(behind -> goOn(place, behind));
    }

    private Optional<Ticket<J>> goOn(LanePlace place, Deque<Ticket<J>> behind) {
        var lane = lanes.get(place);
        if (lane != null) {
            lane.addAll(behind);
            return Optional.empty();
        }
        removeLeft(behind);
        if (!behind.isEmpty()) {
            lanes.put(place, behind);
        }
        return first(behind);
    }

    /** Those that wait in the lane, behind its head, or behind who keeps it. */
    Stream<Ticket<J>> waiting(Claim claim, Lane lane) {
        var place = new LanePlace(claim, lane);
        var behindItsHead =
                Optional.ofNullable(lanes.get(place)).stream().flatMap(Deque::stream).skip(1);
        return Stream.concat(behindItsHead, kept.behind(place))
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
        kept.drop(claim);
        ahead.keySet().removeIf(ticket -> ticket.claim().home().equals(claim));
    }

    /** How many are kept. */
    int kept() {
        return kept.size();
    }

    private static <J> Optional<LanePlace> place(Ticket<J> ticket) {
        return ticket.lane().map(lane -> new LanePlace(ticket.claim().home(), lane));
    }
}
