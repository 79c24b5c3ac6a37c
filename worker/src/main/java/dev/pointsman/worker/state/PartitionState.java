package dev.pointsman.worker.state;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.contracts.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is committed of one partition's state, for as long as the partition is ours. Safe on every
 * thread: whoever uses it holds its monitor, for as long as a look-up takes.
 */
public final class PartitionState {
    /** What a value takes of the heap beside its bytes; a guess on the large side. */
    static final int ENTRY_BYTES = 400;

    private final StateBudget budget;
    private final String topic;
    private final Map<StateScope, NavigableMap<StateName, Payload>> scopes = new HashMap<>();
    private final Map<TenantId, Long> bytesOf = new HashMap<>();
    private long bytes;
    private final SeenJobs seen;
    private final SeenJobs cancels;
    private boolean isClosed;

    /** One whose topic of jobs is never made anew. */
    public PartitionState(StateBudget budget) {
        this(budget, "");
    }

    /**
     * @param topic what tells the topic of the jobs from one that had its name before, whose places
     *     are not those of this
     */
    public PartitionState(StateBudget budget, String topic) {
        this.budget = budget;
        this.topic = topic;
        this.seen = new SeenJobs(budget.seen());
        this.cancels = new SeenJobs(budget.cancels());
    }

    String topic() {
        return topic;
    }

    /** The jobs that are remembered; they are nobody's state. For whoever holds the monitor. */
    SeenJobs seen() {
        return seen;
    }

    /** The cancels that are remembered. For whoever holds the monitor. */
    SeenJobs cancels() {
        return cancels;
    }

    /** Takes the next record of the topic, which is of a job that is remembered, or a cancel. */
    public synchronized void load(SeenKey key, Optional<SeenJob> job) {
        job.ifPresentOrElse(
                it -> (KnownCancel.isOne(it) ? cancels : seen).remember(key, it, Instant.MIN),
                () -> List.of(seen, cancels).forEach(its -> its.forget(key)));
    }

    /** How many jobs it has forgotten for want of room before their window was over. */
    public synchronized long forgottenEarly() {
        return seen.forgottenEarly();
    }

    /** What a name costs that has this value, of the tenant's share and of the worker's heap. */
    static long cost(StateScope scope, StateName name, Optional<Payload> value) {
        return value.isPresent()
                ? (long) ENTRY_BYTES
                        + scope.recordKey().size()
                        + name.value().length()
                        + value.get().size()
                : 0;
    }

    /**
     * Takes the next record of the topic.
     *
     * @return whether there was room for it; if not, this state is of no use
     */
    public synchronized boolean load(StateKey key, Optional<Payload> value) {
        budget.change(put(key.scope(), new StateWrite(key.name(), value)));
        return budget.isKept();
    }

    /** A transaction with this in it is committed. */
    synchronized void commit(StateScope scope, StateWrite write) {
        budget.change(put(scope, write));
    }

    /** How much more it costs now. */
    private long put(StateScope scope, StateWrite write) {
        if (isClosed) {
            return 0;
        }
        var names = scopes.computeIfAbsent(scope, _ -> new TreeMap<>());
        var old = put(names, write);
        if (names.isEmpty()) {
            scopes.remove(scope);
        }
        var more = cost(scope, write.name(), write.value()) - cost(scope, write.name(), old);
        count(scope.tenant(), more);
        bytes += more;
        return more;
    }

    /** What stood there before. */
    private static Optional<Payload> put(Map<StateName, Payload> names, StateWrite write) {
        return Optional.ofNullable(
                write.value().isPresent()
                        ? names.put(write.name(), write.value().get())
                        : names.remove(write.name()));
    }

    private void count(TenantId tenant, long more) {
        if (bytesOf.merge(tenant, more, Long::sum) == 0) {
            bytesOf.remove(tenant);
        }
    }

    /** What the tenant's values cost. */
    synchronized long bytesOf(TenantId tenant) {
        return bytesOf.getOrDefault(tenant, 0L);
    }

    StateView view(StateScope scope) {
        return new Committed(scope);
    }

    /** The partition is not ours any more, and its state not needed. */
    public synchronized void close() {
        isClosed = true;
        budget.change(-bytes);
        bytes = 0;
        scopes.clear();
        seen.close();
        cancels.close();
    }

    private final class Committed implements StateView {
        private final StateScope scope;

        Committed(StateScope scope) {
            this.scope = scope;
        }

        @Override
        public Optional<Payload> find(StateName name) {
            return names().map(it -> it.get(name));
        }

        @Override
        public Optional<StateName> next(Optional<StateName> before) {
            return before.isPresent()
                    ? names().map(it -> it.higherKey(before.get()))
                    : names().map(NavigableMap::firstKey);
        }

        private Optional<NavigableMap<StateName, Payload>> names() {
            return Optional.ofNullable(scopes.get(scope));
        }
    }
}
