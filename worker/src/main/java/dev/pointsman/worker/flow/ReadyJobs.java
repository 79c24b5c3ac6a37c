package dev.pointsman.worker.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Jobs that wait for nothing but a thread. Those of one owner and claim come in the order in which
 * they became ready; the owners come in turn, and so do the claims of each, so that none waits for
 * another's backlog. Owned by its flow.
 */
final class ReadyJobs<J> {
    private final Function<J, ?> whose;
    private final Map<Object, Turns<Claim, Ticket<J>>> byOwner = new HashMap<>();
    private final Deque<Object> turns = new ArrayDeque<>();

    /**
     * @param whose who takes turns with others; equal if they are the same
     */
    ReadyJobs(Function<J, ?> whose) {
        this.whose = whose;
    }

    void add(Ticket<J> ticket) {
        byOwner.computeIfAbsent(whose.apply(ticket.job()), this::enter).add(ticket.claim(), ticket);
    }

    private Turns<Claim, Ticket<J>> enter(Object owner) {
        turns.add(owner);
        return new Turns<>();
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    Optional<Ticket<J>> poll() {
        return Optional.ofNullable(turns.poll()).flatMap(this::poll);
    }

    private Optional<Ticket<J>> poll(Object owner) {
        var jobs = byOwner.getOrDefault(owner, new Turns<>());
        var next = jobs.poll();
        if (jobs.isEmpty()) {
            byOwner.remove(owner);
        } else {
            turns.add(owner);
        }
        return next;
    }

    /** Those of this claim. */
    Stream<Ticket<J>> of(Claim claim) {
        return byOwner.values().stream().flatMap(jobs -> jobs.of(claim));
    }

    /** Forgets all jobs of the claim. */
    void drop(Claim claim) {
        byOwner.values().forEach(jobs -> jobs.drop(claim));
        byOwner.values().removeIf(Turns::isEmpty);
        turns.retainAll(byOwner.keySet());
    }
}
