package dev.pointsman.worker.flow;

import static java.util.Objects.requireNonNull;

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

    /** Those who have a job here, or a thread. */
    private final Map<Object, Owner<J>> owners = new HashMap<>();

    /** Those who may have another thread, and have a job for it. */
    private final Deque<Owner<J>> turns = new ArrayDeque<>();

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
        var owner = owners.computeIfAbsent(whose.apply(ticket.job()), _ -> new Owner<>());
        var isFirst = owner.jobs.isEmpty();
        owner.jobs.add(ticket.claim(), ticket);
        if (isFirst) {
            takeTurn(owner);
        }
    }

    private void takeTurn(Owner<J> owner) {
        if (owner.threads < maxAtOnce) {
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

    private Optional<Ticket<J>> poll(Owner<J> owner) {
        var next = owner.jobs.poll();
        owner.threads++;
        if (!owner.jobs.isEmpty()) {
            takeTurn(owner);
        }
        return next;
    }

    /** It has its thread no longer. */
    void left(Ticket<J> ticket) {
        var name = whose.apply(ticket.job());
        var owner = requireNonNull(owners.get(name));
        var wasPassedOver = owner.threads == maxAtOnce;
        owner.threads--;
        if (owner.isGone()) {
            owners.remove(name);
        } else if (wasPassedOver && !owner.jobs.isEmpty()) {
            turns.add(owner);
        }
    }

    /** Those of this claim. */
    Stream<Ticket<J>> of(Claim claim) {
        return owners.values().stream().flatMap(owner -> owner.jobs.of(claim));
    }

    /** Forgets all jobs of the claim. */
    void drop(Claim claim) {
        owners.values().forEach(owner -> owner.jobs.drop(claim));
        turns.removeIf(owner -> owner.jobs.isEmpty());
        owners.values().removeIf(Owner::isGone);
    }

    /** Who takes turns with others. */
    private static final class Owner<J> {
        private final Turns<Claim, Ticket<J>> jobs = new Turns<>();
        private int threads;

        boolean isGone() {
            return threads == 0 && jobs.isEmpty();
        }
    }
}
