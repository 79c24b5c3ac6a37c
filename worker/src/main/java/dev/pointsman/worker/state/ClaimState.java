package dev.pointsman.worker.state;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.contracts.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A partition's state as the jobs of one claim see it: what is committed, and over it what jobs
 * have written that have ended and are not committed. A job begins when the one before it in its
 * lane has ended, which may be long before that one is committed. When the claim is released, all
 * of this is of no more use, and what is committed may go on under a next one. Safe on every
 * thread.
 */
public final class ClaimState implements KeyStates {
    private final PartitionState committed;
    private final StateBudget budget;
    private final ClaimSeen seen;
    private final ClaimCancels cancels;
    private final Map<StateScope, PendingLane> lanes = new HashMap<>();
    private final Map<TenantId, Long> reserved = new HashMap<>();
    private long reservedBytes;
    private boolean isClosed;

    /** How many jobs have looked: jobs of a key run one after another, so this is their order. */
    private long looks;

    public ClaimState(PartitionState committed, StateBudget budget) {
        this.committed = committed;
        this.budget = budget;
        this.seen = new ClaimSeen(committed);
        this.cancels = new ClaimCancels(committed);
    }

    /** Which of the claim's jobs are duplicates. */
    public ClaimSeen seen() {
        return seen;
    }

    /** Which of its cancels jobs may yet meet. */
    public ClaimCancels cancels() {
        return cancels;
    }

    @Override
    public KeyState of(StateScope scope) {
        synchronized (committed) {
            var look = ++looks;
            var lane = lanes.get(scope);
            if (lane != null) {
                lane.lookedAt(look);
            }
            return new JobState(scope, look);
        }
    }

    /** The claim is released: what is not committed by now never will be. */
    public void close() {
        synchronized (committed) {
            isClosed = true;
            lanes.clear();
            budget.change(-reservedBytes);
            reservedBytes = 0;
            seen.close();
            cancels.close();
        }
    }

    private StateView view(StateScope scope) {
        var lane = lanes.get(scope);
        return lane == null ? committed.view(scope) : lane.view();
    }

    private long bytesOf(TenantId tenant) {
        return committed.bytesOf(tenant) + reserved.getOrDefault(tenant, 0L);
    }

    private void changeReserved(TenantId tenant, long more) {
        reserved.merge(tenant, more, Long::sum);
        reservedBytes += more;
    }

    private PendingWrites add(PendingJob job) {
        synchronized (committed) {
            if (!isClosed) {
                lanes.computeIfAbsent(job.its(), scope -> new PendingLane(committed.view(scope)))
                        .add(job);
            }
        }
        return job;
    }

    void commit(PendingJob job) {
        synchronized (committed) {
            job.writes().forEach(write -> committed.commit(job.its(), write));
            var lane = lanes.get(job.its());
            if (lane != null && lane.settle(job)) {
                letGo(lane, job);
            }
        }
    }

    boolean withdraw(PendingJob job) {
        synchronized (committed) {
            var lane = lanes.get(job.its());
            if (lane == null || lane.wasSeen(job)) {
                return lane == null;
            }
            if (lane.withdraw(job)) {
                letGo(lane, job);
            }
            return true;
        }
    }

    private void letGo(PendingLane lane, PendingJob job) {
        changeReserved(job.its().tenant(), -job.reserved());
        budget.change(-job.reserved());
        if (lane.isEmpty()) {
            lanes.remove(job.its());
        }
    }

    /** One job's. */
    private final class JobState implements KeyState {
        private final StateScope scope;
        private final long look;
        private long mine;

        JobState(StateScope scope, long look) {
            this.scope = scope;
            this.look = look;
        }

        @Override
        public StateScope scope() {
            return scope;
        }

        @Override
        public Optional<Payload> find(StateName name) {
            synchronized (committed) {
                return view(scope).find(name);
            }
        }

        @Override
        public Optional<StateName> next(Optional<StateName> before) {
            synchronized (committed) {
                return view(scope).next(before);
            }
        }

        /** What is to become less is not counted before it has, for the job may yet fail. */
        @Override
        public Room reserve(long growth, long maxBytes) {
            synchronized (committed) {
                var more = Math.max(0, growth) - mine;
                if (isClosed) {
                    return Room.ENOUGH;
                }
                if (more > 0 && bytesOf(scope.tenant()) + more > maxBytes) {
                    return Room.TENANT_HAS_ITS_SHARE;
                }
                if (!budget.take(more)) {
                    return Room.WORKER_IS_FULL;
                }
                changeReserved(scope.tenant(), more);
                mine += more;
                return Room.ENOUGH;
            }
        }

        @Override
        public PendingWrites end(List<StateWrite> writes) {
            if (writes.isEmpty()) {
                reserve(0, Long.MAX_VALUE);
                return PendingWrites.NONE;
            }
            return add(new PendingJob(ClaimState.this, scope, look, mine, writes));
        }
    }
}
