package dev.pointsman.worker.state;

import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a claim is about to have remembered, over what is committed, and what is to go from the
 * topic with it. When the claim is released, what is under way is of no more use. For whoever holds
 * the monitor of what is committed.
 */
final class PendingSeen {
    /** With each that is remembered so many are forgotten, so that the topic gets shorter. */
    private static final int SPENT_AT_ONCE = 2;

    private final SeenJobs committed;
    private final Map<SeenKey, Coming> underWay = new HashMap<>();
    private final LinkedHashSet<SeenKey> handedOut = new LinkedHashSet<>();
    private boolean isClosed;

    PendingSeen(SeenJobs committed) {
        this.committed = committed;
    }

    /** Whether there is nothing of the tenant's, or as good as that. */
    boolean isEmpty(TenantId tenant) {
        return underWay.isEmpty() && !committed.isAnyOf(tenant);
    }

    Optional<SeenJob> find(SeenKey key) {
        return Optional.ofNullable(underWay.get(key))
                .map(Coming::job)
                .or(() -> committed.find(key));
    }

    void add(Coming coming) {
        if (!isClosed) {
            Optional.ofNullable(underWay.put(coming.key(), coming))
                    .ifPresent(coming::isTakenBehind);
        }
    }

    /** It has come to its end, and is not to be remembered; unless there is a later one. */
    void remove(Coming coming) {
        underWay.remove(coming.key(), coming);
    }

    /** Keys that are to go from the topic in one transaction; asked in the order of writing. */
    List<SeenKey> takeSpent(TenantId tenant) {
        if (isClosed) {
            return List.of();
        }
        var keys = committed.takeSpent(tenant, SPENT_AT_ONCE, underWay::containsKey);
        handedOut.addAll(keys);
        return keys;
    }

    /** The transaction with this, if it was to be written, and these keys in it is committed. */
    void commit(Coming coming, Instant at, List<SeenKey> gone) {
        if (!isClosed) {
            remove(coming);
            gone.forEach(handedOut::remove);
            committed.gone(gone);
            if (coming.isToBeWritten()) {
                committed.remember(coming.key(), coming.job(), at);
            }
        }
    }

    /** The claim is released: what is not committed by now never will be. */
    void close() {
        if (!isClosed) {
            isClosed = true;
            underWay.clear();
            committed.putBack(handedOut);
            handedOut.clear();
        }
    }
}
