package dev.pointsman.worker.flow;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is in a lane: the job at its head, and those behind it, each of which may leave from where it
 * stands. There is always one at the head; most lanes have no other, and are two references. Owned
 * by its lanes.
 */
final class LaneQueue<J> {
    private Ticket<J> head;

    /** In their order. */
    private Set<Ticket<J>> behind;

    LaneQueue(Ticket<J> head) {
        this(head, Set.of());
    }

    private LaneQueue(Ticket<J> head, Set<Ticket<J>> behind) {
        this.head = head;
        this.behind = behind;
    }

    /** Of all these, none if there are none; they are its own from here on. */
    static <J> Optional<LaneQueue<J>> of(SequencedSet<Ticket<J>> all) {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new LaneQueue<>(all.removeFirst(), all));
    }

    Ticket<J> head() {
        return head;
    }

    void add(Ticket<J> ticket) {
        if (behind.isEmpty()) {
            behind = new LinkedHashSet<>(2);
        }
        behind.add(ticket);
    }

    /** The one at the head has left; returns the next, none if nobody is left. */
    Optional<Ticket<J>> next() {
        if (behind.isEmpty()) {
            return Optional.empty();
        }
        var first = behind.iterator();
        head = first.next();
        first.remove();
        return Optional.of(head);
    }

    /** One that is not at the head leaves; whether it was there. */
    boolean remove(Ticket<J> ticket) {
        return !behind.isEmpty() && behind.remove(ticket);
    }

    /** Those who are not at the head, in their order. */
    Stream<Ticket<J>> behind() {
        return behind.stream();
    }

    int size() {
        return 1 + behind.size();
    }
}
