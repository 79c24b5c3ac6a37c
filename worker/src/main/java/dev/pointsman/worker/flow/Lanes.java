package dev.pointsman.worker.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which jobs must wait for which. A lane is busy from when its first job enters until its last has
 * left; what enters meanwhile waits behind it, in order. One that is withdrawn goes ahead of its
 * turn and keeps its place until it has left: those behind it wait for it as ever, for if one of
 * them were committed first, after a crash it could be run behind it, before its cancel is polled
 * again. Lanes that are kept for a job that is tried again have more to them, see {@link
 * KeptLanes}. Owned by its flow.
 */
final class Lanes<J> {
    /** Each lane with the job at its head, which may run, and those behind it. */
    private final Map<LanePlace, LaneQueue<J>> lanes = new HashMap<>();

    private final KeptLanes<J> kept = new KeptLanes<>();

    /** Those that went ahead of their turn, and have not left. */
    private final Set<Ticket<J>> ahead = new HashSet<>();

    /** Whether the job may run at once; else it is handed out when its predecessor leaves. */
    boolean enter(Ticket<J> ticket) {
        return ticket.lanePlace().map(place -> enter(place, ticket)).orElse(true);
    }

    private boolean enter(LanePlace place, Ticket<J> ticket) {
        if (!kept.isEmpty() && kept.enter(place, ticket)) {
            return false;
        }
        var lane = lanes.putIfAbsent(place, new LaneQueue<>(ticket));
        if (lane == null) {
            return true;
        }
        lane.add(ticket);
        return ticket.isWithdrawn() && ahead.add(ticket);
    }

    /** The job has ended; returns the one that may run now. */
    Optional<Ticket<J>> leave(Ticket<J> ticket) {
        return ticket.lanePlace().flatMap(place -> leave(place, ticket));
    }

    private Optional<Ticket<J>> leave(LanePlace place, Ticket<J> ticket) {
        var next = passOn(place, ticket);
        return kept.isTried(place, ticket.place())
                ? letGo(place, ticket.place()).or(() -> next)
                : next;
    }

    private Optional<Ticket<J>> passOn(LanePlace place, Ticket<J> ticket) {
        if (!ahead.isEmpty()) {
            ahead.remove(ticket);
        }
        var lane = lanes.get(place);
        if (lane != null && lane.head().equals(ticket)) {
            return next(place, lane);
        }
        // It went ahead of its turn, or they are all forgotten.
        if (lane == null || !lane.remove(ticket)) {
            kept.remove(place, ticket);
        }
        return Optional.empty();
    }

    private Optional<Ticket<J>> next(LanePlace place, LaneQueue<J> lane) {
        var next = lane.next();
        if (next.isEmpty()) {
            lanes.remove(place);
        }
        return next.filter(this::waitsForItsTurn);
    }

    private boolean waitsForItsTurn(Ticket<J> ticket) {
        return ahead.isEmpty() || !ahead.contains(ticket);
    }

    /**
     * The job keeps its lane until it has come to its end; of a claim that is retired none does.
     */
    void keep(Ticket<J> ticket) {
        ticket.lanePlace()
                .filter(place -> !place.claim().isRetired())
                .ifPresent(place ->
                        kept.keep(place, ticket.place(), Optional.ofNullable(lanes.get(place))));
    }

    /** It has come to its end; returns the one that may run now. */
    Optional<Ticket<J>> letGo(Ticket<J> ticket) {
        return ticket.lanePlace().flatMap(place -> letGo(place, ticket.place()));
    }

    private Optional<Ticket<J>> letGo(LanePlace place, long job) {
        return kept.letGo(place, job).flatMap(behind -> goOn(place, behind));
    }

    private Optional<Ticket<J>> goOn(LanePlace place, SequencedSet<Ticket<J>> behind) {
        var lane = lanes.get(place);
        if (lane != null) {
            behind.forEach(lane::add);
            return Optional.empty();
        }
        var free = LaneQueue.of(behind);
        free.ifPresent(queue -> lanes.put(place, queue));
        return free.map(LaneQueue::head).filter(this::waitsForItsTurn);
    }

    /** Those that wait in the lane, behind its head, or behind who keeps it. */
    Stream<Ticket<J>> waiting(Claim claim, Lane lane) {
        var place = new LanePlace(claim, lane);
        var behindItsHead =
                Optional.ofNullable(lanes.get(place)).stream().flatMap(LaneQueue::behind);
        return Stream.concat(behindItsHead, kept.behind(place)).filter(this::waitsForItsTurn);
    }

    /** The withdrawn ones of these, which wait no more. */
    List<Ticket<J>> withdrawn(Claim claim, Lane lane) {
        var withdrawn = waiting(claim, lane).filter(Ticket::isWithdrawn).toList();
        ahead.addAll(withdrawn);
        return withdrawn;
    }

    /** Forgets all jobs of the claim. */
    void drop(Claim claim) {
        lanes.keySet().removeIf(place -> place.claim().equals(claim));
        kept.drop(claim);
        ahead.removeIf(ticket -> ticket.claim().home().equals(claim));
    }

    /** How many are kept. */
    int kept() {
        return kept.size();
    }

    /** How many jobs stand in lanes, those at their heads among them. */
    int size() {
        return lanes.values().stream().mapToInt(LaneQueue::size).sum() + kept.waiting();
    }
}
