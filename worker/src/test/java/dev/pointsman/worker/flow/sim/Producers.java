package dev.pointsman.worker.flow.sim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The producers of the broker, by transactional id. As of transaction.version 2 an epoch is of one
 * transaction: a request that arrives after the end of its own is fenced.
 */
final class Producers {
    private final Map<String, Producer> producers = new TreeMap<>();
    private final Clock clock;

    Producers(Clock clock) {
        this.clock = clock;
    }

    /** Fences whoever had the id before; returns what that left open. */
    Optional<Transaction> begin(String id) {
        return next(producers.computeIfAbsent(id, unknown -> new Producer()), false);
    }

    int epoch(String id) {
        return producers.get(id).epoch;
    }

    boolean isFenced(String id, int epoch) {
        return epoch(id) != epoch;
    }

    /** The transaction that is open, or a new one. */
    Transaction transaction(String id) {
        var producer = producers.get(id);
        var open = producer.open.orElseGet(() -> new Transaction(clock.steps()));
        producer.open = Optional.of(open);
        return open;
    }

    /** Returns what was open, and has ended by this. */
    Optional<Transaction> end(String id, boolean committed) {
        return next(producers.get(id), committed);
    }

    private static Optional<Transaction> next(Producer producer, boolean committed) {
        var open = producer.open;
        open.ifPresent(transaction -> transaction.end(committed));
        producer.open = Optional.empty();
        producer.epoch++;
        return open;
    }

    /** The ids with a transaction that has been open for so many steps. */
    List<String> openFor(long steps) {
        var latest = clock.steps() - steps;
        return producers.entrySet().stream()
                .filter(entry ->
                        entry.getValue().open.filter(open -> open.begun() <= latest).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static final class Producer {
        private int epoch;
        private Optional<Transaction> open = Optional.empty();
    }
}
