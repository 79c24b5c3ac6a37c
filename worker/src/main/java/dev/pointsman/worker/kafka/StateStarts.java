package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.contracts.SeenKey;
import dev.pointsman.worker.state.ClaimState;
import dev.pointsman.worker.state.PartitionState;
import dev.pointsman.worker.state.StateBudget;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions begin, and what their state is by then. It is asked for when it is known how far
 * the partition has got, for only then has every transaction of an owner before ended that counts;
 * and it is kept for as long as the partition is ours, whatever becomes of our own transactions.
 * Owned by the poll thread.
 */
final class StateStarts {
    private final Starts starts;
    private final StateLoads loads;
    private final StateBudget budget;
    private final Verdicts verdicts;
    private final Map<TopicPartition, Start> waiting = new HashMap<>();
    private final Map<TopicPartition, PartitionState> committed = new HashMap<>();
    private final Map<TopicPartition, ClaimState> claimed = new HashMap<>();

    /** Under which mark what is committed was read. */
    private final Map<TopicPartition, SeenKey> marks = new HashMap<>();

    StateStarts(Starts starts, StateLoads loads, StateBudget budget, Verdicts verdicts) {
        this.starts = starts;
        this.loads = loads;
        this.budget = budget;
        this.verdicts = verdicts;
    }

    /**
     * Where the partitions begin; of those of which that or the state is not known yet, nothing.
     */
    Map<TopicPartition, Start> of(Set<TopicPartition> partitions) {
        var unknown = new HashSet<>(partitions);
        unknown.removeAll(waiting.keySet());
        if (!unknown.isEmpty()) {
            starts.of(unknown).forEach(this::found);
        }
        var known = new HashMap<TopicPartition, Start>();
        waiting.forEach((partition, start) ->
                withState(partition, start).ifPresent(it -> known.put(partition, it)));
        waiting.keySet().removeAll(known.keySet());
        return known;
    }

    private void found(TopicPartition partition, Start start) {
        waiting.put(partition, start);
        if (!(start instanceof Start.From from)) {
            return;
        }
        var isOfThisTopic = from.mark().equals(marks.put(partition, from.mark()));
        if (from.proviso() instanceof Proviso.IfNew || !isOfThisTopic) {
            // What is known by now may be from before it was begun by ourselves.
            Optional.ofNullable(committed.remove(partition)).ifPresent(PartitionState::close);
        }
        if (!committed.containsKey(partition)) {
            loads.want(partition, from.mark());
        }
    }

    private Optional<Start> withState(TopicPartition partition, Start start) {
        return switch (start) {
            case Start.Refused _ -> Optional.of(start);
            case Start.From _ when committed.containsKey(partition) -> Optional.of(start);
            case Start.From from -> loads.take(partition).map(end -> with(end, partition, from));
        };
    }

    private Start with(StateLoad.End end, TopicPartition partition, Start.From start) {
        return switch (end) {
            case StateLoad.End.Loaded(var state, var isBegun) -> {
                var objection = start.proviso().objection(isBegun);
                if (objection.isPresent()) {
                    state.close();
                    yield new Start.Refused(objection.get());
                }
                committed.put(partition, state);
                yield start;
            }
            case StateLoad.End.Refused(var reason) -> new Start.Refused(reason);
        };
    }

    /** What a partition waits for of which it is not known where it begins. */
    Awaited awaited(TopicPartition partition) {
        return waiting.containsKey(partition) ? Awaited.STATE : starts.awaited(partition);
    }

    /** The partition is claimed: its jobs see its state from here on. */
    void claimed(TopicPartition partition) {
        claimed.put(partition, new ClaimState(requireNonNull(committed.get(partition)), budget));
    }

    /** What the jobs of the partition see, which has to be claimed. */
    ClaimState state(TopicPartition partition) {
        return requireNonNull(claimed.get(partition));
    }

    /** What is committed of those that are ours, as far as it is known. */
    Map<TopicPartition, PartitionState> committed() {
        return Map.copyOf(committed);
    }

    /** Its claim was released, and it is still ours. */
    void released(TopicPartition partition) {
        Optional.ofNullable(claimed.remove(partition)).ifPresent(ClaimState::close);
    }

    /** These partitions are not ours any more. */
    void forget(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            waiting.remove(partition);
            marks.remove(partition);
            loads.forget(partition);
            released(partition);
            Optional.ofNullable(committed.remove(partition)).ifPresent(PartitionState::close);
        }
        starts.forget(partitions);
        verdicts.forget(partitions);
    }
}
