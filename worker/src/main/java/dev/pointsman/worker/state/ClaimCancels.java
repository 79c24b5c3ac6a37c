package dev.pointsman.worker.state;

import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cancels of a claim's partition that have been looked into, and the latest of those that were
 * committed, by whomever. A job may have been on its way from one attempt to the next when its
 * cancel came, written and not read, where nobody finds it: it asks for itself when it is back.
 * Safe on every thread.
 */
public final class ClaimCancels {
    /** Beside this a name has three parts or four, as no job's has. */
    private static final String FORM = "cancel/1";

    private final PartitionState committed;
    private final PendingSeen pending;

    ClaimCancels(PartitionState committed) {
        this.committed = committed;
        this.pending = new PendingSeen(committed.cancels());
    }

    /**
     * A cancel.
     *
     * @param key that of its record: it finds no job of another
     * @param place where it stands: it finds no job behind it
     * @param isKept whether it is to be known to whoever comes next
     */
    public KnownCancel cancel(
            JobIdentity job, Optional<Payload> key, long place, boolean isKept, Instant now) {
        return new KnownCancel(this, key(job, key), place, isKept, now);
    }

    /**
     * Whether one of them is for this job.
     *
     * @param key that of its record
     * @param place where it was published
     */
    public boolean isAnyFor(JobIdentity job, Optional<Payload> key, long place) {
        synchronized (committed) {
            return !pending.isEmpty(job.tenant())
                    && pending.find(key(job, key))
                            .filter(cancel -> place < KnownCancel.place(cancel))
                            .isPresent();
        }
    }

    private SeenKey key(JobIdentity job, Optional<Payload> key) {
        var parts = Stream.of(FORM, committed.topic(), job.source(), job.id().value());
        var ofKey = key.map(it -> new String(it.toBytes(), StandardCharsets.ISO_8859_1));
        return SeenKey.of(
                job.tenant(), Stream.concat(parts, ofKey.stream()).toArray(String[]::new));
    }

    /** It has been looked into. */
    void lookedInto(Coming cancel) {
        synchronized (committed) {
            pending.add(cancel);
        }
    }

    /** As {@link Coming#isToBeWritten}. */
    boolean isToBeWritten(Coming cancel) {
        synchronized (committed) {
            return cancel.isToBeWritten();
        }
    }

    List<SeenKey> takeSpent(TenantId tenant) {
        synchronized (committed) {
            return pending.takeSpent(tenant);
        }
    }

    /** The transaction in which it ended, with it and without these keys, is committed. */
    void commit(Coming cancel, Instant at, List<SeenKey> gone) {
        synchronized (committed) {
            pending.commit(cancel, at, gone);
        }
    }

    /** The same, and nothing was written of it. */
    void pass(Coming cancel) {
        synchronized (committed) {
            pending.remove(cancel);
        }
    }

    /** As {@link ClaimSeen#close}. */
    void close() {
        pending.close();
    }
}
