package dev.pointsman.worker.state;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import java.util.List;
import java.util.Optional;

/**
 * The state of a job's key, as the jobs of its key before it have left it, whether or not they are
 * committed by now. Of one job, and owned by the thread that runs it.
 */
public interface KeyState extends StateView {
    StateScope scope();

    /**
     * Sees to it that there is room for what the job has written so far; what it had asked for
     * before counts no more.
     *
     * @param growth what all its writes together add to the state, as {@link #cost} counts it
     * @param maxBytes what the tenant may have in a partition
     */
    Room reserve(long growth, long maxBytes);

    /**
     * The job has ended.
     *
     * @param writes what is to become of it; none if it did not end well
     */
    PendingWrites end(List<StateWrite> writes);

    /** What this name costs with this value. */
    default long cost(StateName name, Optional<Payload> value) {
        return PartitionState.cost(scope(), name, value);
    }

    /** Whether there is room for a write. */
    enum Room {
        ENOUGH,
        /** The tenant has as much in this partition as it may. */
        TENANT_HAS_ITS_SHARE,
        /** The worker holds as much as it may. */
        WORKER_IS_FULL
    }
}
