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
 * another's backlog. An owner that has as many threads as it may have is passed over until it has
 * given one back. Owned by its flow.
 */
final class ReadyJobs<J> {
    private final Function<J, ? extends Comparable<?>> whose;
    private final int maxAtOnce;
    private final Map<Object, Turns<Claim, Ticket<J>>> byOwner = new HashMap<>();

    /** Those who may have another thread, and have a job for it. */
    private final Deque<Object> turns = new ArrayDeque<>();

    /** How many each has, of those that have any. */
    private final Map<Object, Integer> threads = new HashMap<>();

    /**
     * @param whose who takes turns with others; equal if they are the same, and with an order, for
     *     a map has nothing else to go by where publishers choose names that share their hash
     * @param maxAtOnce how many threads each may have
     */
    ReadyJobs(Function<J, ? extends Comparable<?>> whose, int maxAtOnce) {
        this.whose = whose;
        this.maxAtOnce = maxAtOnce;
    }

    void add(Ticket<J> ticket) {
        byOwner.computeIfAbsent(whose.apply(ticket.job()), this::enter).add(ticket.claim(), ticket);
    }

    private Turns<Claim, Ticket<J>> enter(Object owner) {
        takeTurn(owner);
        return new Turns<>();
    }

    private void takeTurn(Object owner) {
        if (threads.getOrDefault(owner, 0) < maxAtOnce) {
            turns.add(owner);
        }
    }

    /** Whether nobody who has one may begin it. */
    boolean isEmpty() {
        return turns.isEmpty();
    }

    /** The next, which has a thread from now on. */
    Optional<Ticket<J>> poll() {
        return Optional.ofNullable(turns.poll()).flatMap(this::poll);
    }

    private Optional<Ticket<J>> poll(Object owner) {
        var jobs = byOwner.getOrDefault(owner, new Turns<>());
        var next = jobs.poll();
        threads.merge(owner, 1, Integer::sum);
        if (jobs.isEmpty()) {
            byOwner.remove(owner);
        } else {
            takeTurn(owner);
        }
        return next;
    }

    /** It has its thread no longer. */
    void left(Ticket<J> ticket) {
        var owner = whose.apply(ticket.job());
        var left = threads.merge(owner, -1, Integer::sum);
        if (left == 0) {
            threads.remove(owner);
        }
        // It was passed over until now.
        if (left == maxAtOnce - 1 && byOwner.containsKey(owner)) {
            turns.add(owner);
        }
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
