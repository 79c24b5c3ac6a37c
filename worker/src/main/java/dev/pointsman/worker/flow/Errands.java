package dev.pointsman.worker.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Jobs that were handed out, and could not be run for want of something that takes long to come.
 * They keep their lanes, and no thread waits for them. Each owner has one thing fetched at a time:
 * so what one job needs waits for no more than one thing of each other owner, however much these
 * need. Owned by its flow.
 */
final class Errands<J> {
    private final Function<J, ? extends Comparable<?>> whose;
    private final Map<Object, ErrandLine<J>> lines = new HashMap<>();
    private final Queue<Errand> due = new ArrayDeque<>();

    /**
     * All that wait are gone through when the time of one is up, so ends are told of together that
     * are this close: a publisher may write a thousand of them into each second.
     */
    private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Those whose time is up by then are told of then. */
    private OptionalLong firstEndNanos = OptionalLong.empty();

    /**
     * @param whose who has one thing fetched at a time; equal if they are the same
     */
    Errands(Function<J, ? extends Comparable<?>> whose) {
        this.whose = whose;
    }

    void add(Ticket<J> ticket, Need need, OptionalLong endNanos) {
        var owner = whose.apply(ticket.job());
        lines.computeIfAbsent(owner, _ -> new ErrandLine<>()).add(ticket, need, endNanos);
        firstEndNanos = first(firstEndNanos, together(endNanos));
        goOn(owner);
    }

    /** What is to be fetched now, each once. */
    Optional<Errand> next() {
        return due.isEmpty() ? Optional.empty() : Optional.of(due.remove());
    }

    /** It is here, or cannot be had; returns those who need not wait any longer. */
    List<Ticket<J>> fetched(Errand errand) {
        var line = lines.get(errand.owner());
        if (line == null) {
            return List.of();
        }
        var free = line.fetched(errand.need());
        goOn(errand.owner());
        return free;
    }

    /** A job has been handed out. Asked of every job; most often nobody needs anything. */
    void begun(Ticket<J> ticket) {
        if (!lines.isEmpty()) {
            var owner = whose.apply(ticket.job());
            Optional.ofNullable(lines.get(owner)).ifPresent(line -> line.begun(ticket));
            goOn(owner);
        }
    }

    /** Those of this claim that wait. */
    Stream<Ticket<J>> of(Claim claim) {
        return lines.values().stream()
                .flatMap(ErrandLine::waiting)
                .map(ErrandLine.Waiting::ticket)
                .filter(ticket -> ticket.claim().equals(claim));
    }

    /**
     * Takes out those under these claims that are withdrawn: all that is left of them is to end.
     */
    List<Ticket<J>> withdrawn(Collection<Claim> claims) {
        return takeOut(it -> it.ticket().isWithdrawn() && claims.contains(it.ticket().claim()));
    }

    /** Takes out those whose time is up. */
    List<Ticket<J>> ended(long nowNanos) {
        if (nanosUntilEnd(nowNanos) > 0) {
            return List.of();
        }
        var ended = takeOut(it -> it.isOver(nowNanos));
        firstEndNanos =
                lines.values().stream()
                        .flatMap(ErrandLine::waiting)
                        .map(it -> together(it.endNanos()))
                        .reduce(OptionalLong.empty(), Errands::first);
        return ended;
    }

    /** 0 or less if the time of one may be up, {@link Long#MAX_VALUE} if that never is. */
    long nanosUntilEnd(long nowNanos) {
        return firstEndNanos.isPresent() ? firstEndNanos.getAsLong() - nowNanos : Long.MAX_VALUE;
    }

    /** Forgets all jobs of the claim. */
    void drop(Claim claim) {
        lines.values().forEach(line -> line.drop(claim));
        List.copyOf(lines.keySet()).forEach(this::goOn);
    }

    private List<Ticket<J>> takeOut(Predicate<ErrandLine.Waiting<J>> which) {
        var out = new ArrayList<Ticket<J>>();
        lines.values().forEach(line -> out.addAll(line.takeOut(which)));
        List.copyOf(lines.keySet()).forEach(this::goOn);
        return out;
    }

    private void goOn(Object owner) {
        var line = lines.get(owner);
        if (line != null) {
            line.next().ifPresent(need -> due.add(new Errand(owner, need)));
            if (line.isOver()) {
                lines.remove(owner);
            }
        }
    }

    private static OptionalLong together(OptionalLong endNanos) {
        return endNanos.isEmpty()
                ? endNanos
                : OptionalLong.of(
                        Math.ceilDiv(endNanos.getAsLong(), TOGETHER_NANOS) * TOGETHER_NANOS);
    }

    private static OptionalLong first(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return one.getAsLong() - other.getAsLong() < 0 ? one : other;
    }
}
