package dev.pointsman.worker.flow;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Queues that are asked in turn, so that none waits for another's length. Not safe on threads. */
final class Turns<K, T> {
    private final Map<K, Deque<T>> queues = new HashMap<>();
    private final Deque<K> turns = new ArrayDeque<>();

    void add(K queue, T one) {
        queues.computeIfAbsent(queue, this::enter).add(one);
    }

    private Deque<T> enter(K queue) {
        turns.add(queue);
        return new ArrayDeque<>();
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    Optional<T> poll() {
        return Optional.ofNullable(turns.poll()).map(this::poll);
    }

    private T poll(K turn) {
        var queue = requireNonNull(queues.get(turn));
        var next = queue.remove();
        if (queue.isEmpty()) {
            queues.remove(turn);
        } else {
            turns.add(turn);
        }
        return next;
    }

    /** All of this queue. */
    Stream<T> of(K queue) {
        return Optional.ofNullable(queues.get(queue)).stream().flatMap(Deque::stream);
    }

    void drop(K queue) {
        if (queues.remove(queue) != null) {
            turns.remove(queue);
        }
    }
}
