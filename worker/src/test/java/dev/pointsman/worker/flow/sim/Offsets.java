package dev.pointsman.worker.flow.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The offsets a group has committed, and those that wait for their transaction to end. */
final class Offsets {
    private final Map<Integer, CommittedOffset> committed = new HashMap<>();
    private final Map<Integer, CommittedOffset> uncorrupted = new HashMap<>();
    private final List<Commit> log = new ArrayList<>();
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<Transaction> pending = new ArrayList<>();

    CommittedOffset committed(int partition) {
        return committed.getOrDefault(partition, CommittedOffset.NONE);
    }

    /** Whether any was ever committed. */
    boolean isCommitted(int partition) {
        return committed.containsKey(partition);
    }

    /** None while it may yet change by a transaction that is open: who asks must ask again. */
    Optional<CommittedOffset> stable(int partition) {
        var mayChange = pending.stream().anyMatch(open -> open.offsets().containsKey(partition));
        return mayChange ? Optional.empty() : Optional.of(committed(partition));
    }

    /** With its transaction, if that is committed. */
    void add(Map<Integer, CommittedOffset> offsets, Transaction transaction) {
        transaction.add(offsets);
        if (!pending.contains(transaction)) {
            pending.add(transaction);
        }
    }

    void ended(Transaction transaction) {
        if (pending.remove(transaction) && transaction.isCommitted()) {
            transactions.add(transaction);
            transaction.offsets().forEach(this::commit);
        }
    }

    /** At once, outside any transaction. */
    void commit(int partition, CommittedOffset offset) {
        committed.put(partition, offset);
        uncorrupted.remove(partition);
        log.add(new Commit(partition, offset));
    }

    /** As a tool wrote it that was there before the first worker. */
    void plant(int partition, CommittedOffset offset) {
        committed.put(partition, offset);
    }

    /** The metadata of our own is changed under our hands. */
    void corrupt(int partition) {
        var sound = committed(partition);
        if (!sound.metadata().isEmpty() && !uncorrupted.containsKey(partition)) {
            uncorrupted.put(partition, sound);
            var broken = sound.metadata().substring(0, sound.metadata().length() - 1);
            committed.put(partition, new CommittedOffset(sound.offset(), broken));
        }
    }

    /** The broker forgets it, unless a transaction is about to write it anew. */
    void lose(int partition) {
        if (isCommitted(partition) && stable(partition).isPresent()) {
            uncorrupted.putIfAbsent(partition, committed(partition));
            committed.remove(partition);
        }
    }

    /** The operator sets right what was corrupted or lost and has not been written anew. */
    void repair() {
        committed.putAll(uncorrupted);
        uncorrupted.clear();
    }

    /** All that was committed, in order. */
    List<Commit> log() {
        return List.copyOf(log);
    }

    /** Those that were committed, in order. */
    List<Transaction> transactions() {
        return List.copyOf(transactions);
    }

    record Commit(int partition, CommittedOffset offset) {}
}
