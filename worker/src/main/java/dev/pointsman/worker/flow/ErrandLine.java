package dev.pointsman.worker.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the jobs of one owner need, in the order in which it was first needed, and who waits for it.
 * The next is not fetched before those who waited for the last have begun: else, where there is
 * room for one thing only, each would be gone again before anybody has used it.
 */
final class ErrandLine<J> {
    private final Map<Need, Deque<Waiting<J>>> needs = new LinkedHashMap<>();

    /** Those for whom it is here, and who have not begun. */
    private final Set<Ticket<J>> served = Collections.newSetFromMap(new IdentityHashMap<>());

    private Optional<Need> underWay = Optional.empty();

    void add(Ticket<J> ticket, Need need, OptionalLong endNanos) {
        needs.computeIfAbsent(need, _ -> new ArrayDeque<>(1)).add(new Waiting<>(ticket, endNanos));
    }

    /** What is to be fetched next, if nothing is under way. */
    Optional<Need> next() {
        if (underWay.isPresent() || !served.isEmpty() || needs.isEmpty()) {
            return Optional.empty();
        }
        underWay = Optional.of(needs.keySet().iterator().next());
        return underWay;
    }

    /** Returns those who waited for it. */
    List<Ticket<J>> fetched(Need need) {
        if (!underWay.equals(Optional.of(need))) {
            return List.of();
        }
        underWay = Optional.empty();
        var free =
                Optional.ofNullable(needs.remove(need)).stream()
                        .flatMap(Deque::stream)
                        .map(Waiting::ticket)
                        .toList();
        served.addAll(free);
        return free;
    }

    void begun(Ticket<J> ticket) {
        served.remove(ticket);
    }

    Stream<Waiting<J>> waiting() {
        return needs.values().stream().flatMap(Deque::stream);
    }

    List<Ticket<J>> takeOut(Predicate<Waiting<J>> which) {
        var out = new ArrayList<Ticket<J>>();
        needs.values()
                .forEach(waiting -> waiting.removeIf(it -> which.test(it) && out.add(it.ticket())));
        needs.values().removeIf(Deque::isEmpty);
        return out;
    }

    void drop(Claim claim) {
        takeOut(it -> it.ticket().claim().equals(claim));
        served.removeIf(ticket -> ticket.claim().equals(claim));
    }

    /** Whether nobody waits, nor anything is under way. */
    boolean isOver() {
        return needs.isEmpty() && served.isEmpty() && underWay.isEmpty();
    }

    /**
     * One who waits.
     *
     * @param endNanos how long
     */
    record Waiting<J>(Ticket<J> ticket, OptionalLong endNanos) {
        boolean isOver(long nowNanos) {
            return endNanos.isPresent() && endNanos.getAsLong() - nowNanos <= 0;
        }
    }
}
