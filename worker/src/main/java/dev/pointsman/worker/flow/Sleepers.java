package dev.pointsman.worker.flow;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/** Jobs that are taken and not due yet, the one due first at the front. Owned by its flow. */
final class Sleepers<J> {
    private final PriorityQueue<Sleeper<J>> sleepers =
            new PriorityQueue<>((one, other) -> Long.signum(one.dueNanos - other.dueNanos));

    void add(Ticket<J> ticket, long dueNanos) {
        sleepers.add(new Sleeper<>(ticket, dueNanos));
    }

    int size() {
        return sleepers.size();
    }

    /** The next that is due; none if none is. */
    Optional<Ticket<J>> wake(long nowNanos) {
        return nanosUntilDue(nowNanos) > 0
                ? Optional.empty()
                : Optional.of(sleepers.remove()).map(Sleeper::ticket);
    }

    /** 0 or less if one is due, {@link Long#MAX_VALUE} if none sleeps. */
    long nanosUntilDue(long nowNanos) {
        return Optional.ofNullable(sleepers.peek())
                .map(first -> first.dueNanos - nowNanos)
                .orElse(Long.MAX_VALUE);
    }

    /** Takes out the first of a claim, by their offsets, that sleep for longer than this. */
    List<Ticket<J>> takeOut(Claim claim, long nanos, int most, long nowNanos) {
        var chosen =
                sleepers.stream()
                        .filter(it ->
                                it.ticket.claim().equals(claim) && it.dueNanos - nowNanos > nanos)
                        .sorted(Comparator.comparingLong(it -> it.ticket.offset()))
                        .limit(most)
                        .toList();
        var out = Set.copyOf(chosen);
        sleepers.removeIf(out::contains);
        return chosen.stream().map(Sleeper::ticket).toList();
    }

    /** Those of these claims. */
    Stream<Ticket<J>> of(Collection<Claim> claims) {
        return sleepers.stream().map(Sleeper::ticket).filter(it -> claims.contains(it.claim()));
    }

    /** Takes out those that one of these cancels has found: all that is left of them is to end. */
    List<Ticket<J>> takeOut(List<Withdrawal<J>> cancels) {
        if (cancels.stream().allMatch(it -> it.jobs() == 0)) {
            return List.of();
        }
        var found = sleepers.stream().map(Sleeper::ticket).filter(Ticket::isWithdrawn).toList();
        if (!found.isEmpty()) {
            sleepers.removeIf(it -> it.ticket.isWithdrawn());
        }
        return found;
    }

    /** One of them sleeps no more. */
    void remove(Ticket<J> ticket) {
        sleepers.removeIf(it -> it.ticket.equals(ticket));
    }

    /** Forgets all jobs of the claim. */
    void drop(Claim claim) {
        if (!sleepers.isEmpty()) {
            sleepers.removeIf(it -> it.ticket.claim().equals(claim));
        }
    }

    /** Told apart by identity: two may be of the same moment. */
    private static final class Sleeper<J> {
        private final Ticket<J> ticket;
        private final long dueNanos;

        Sleeper(Ticket<J> ticket, long dueNanos) {
            this.ticket = ticket;
            this.dueNanos = dueNanos;
        }

        Ticket<J> ticket() {
            return ticket;
        }
    }
}
