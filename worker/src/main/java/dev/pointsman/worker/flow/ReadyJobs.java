package dev.pointsman.worker.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Jobs that wait for nothing but a thread. Those of a claim come in the order in which they became
 * ready; the claims come in turn, so that none waits for another's backlog. Owned by its flow.
 */
final class ReadyJobs<J> {
    private final Map<Claim, Deque<Ticket<J>>> byClaim = new HashMap<>();
    private final Deque<Claim> turns = new ArrayDeque<>();

    void add(Ticket<J> ticket) {
        byClaim.computeIfAbsent(ticket.claim(), this::enter).add(ticket);
    }

    private Deque<Ticket<J>> enter(Claim claim) {
        turns.add(claim);
        return new ArrayDeque<>();
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    Optional<Ticket<J>> poll() {
        return Optional.ofNullable(turns.poll()).map(this::poll);
    }

    private Ticket<J> poll(Claim claim) {
        var jobs = jobs(claim);
        var next = jobs.remove();
        if (jobs.isEmpty()) {
            byClaim.remove(claim);
        } else {
            turns.add(claim);
        }
        return next;
    }

    /** Those of this claim. */
    Stream<Ticket<J>> of(Claim claim) {
        return jobs(claim).stream();
    }

    /** Forgets all jobs of the claim. */
    void drop(Claim claim) {
        if (byClaim.remove(claim) != null) {
            turns.remove(claim);
        }
    }

    private Deque<Ticket<J>> jobs(Claim claim) {
        return byClaim.getOrDefault(claim, new ArrayDeque<>(0));
    }
}
