package dev.pointsman.worker.effects;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.state.KeyState;
import dev.pointsman.worker.state.Overlay;
import dev.pointsman.worker.state.PendingWrites;
import dev.pointsman.worker.state.StateWrite;
import dev.pointsman.worker.tenant.StateLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a job keeps for those of its key that come after it: it sees what they have left it, and its
 * own changes over that. Owned by the thread that runs the job.
 */
public final class KeptState {
    private final StateLimits limits;
    private final KeyState key;
    private final Overlay overlay;
    private long writtenBytes;
    private long growth;

    KeptState(StateLimits limits, KeyState key) {
        this.limits = limits;
        this.key = key;
        this.overlay = new Overlay(key);
    }

    /** The value, if the name has one. */
    public Optional<Payload> find(StateName name) {
        return overlay.find(name);
    }

    /**
     * The next names that begin like this, in the order of their bytes.
     *
     * @param after only names that come after this one
     */
    public List<StateName> names(String prefix, Optional<StateName> after, int max) {
        var names = new ArrayList<StateName>();
        var next = first(prefix, after);
        while (names.size() < max && next.filter(it -> startsWith(it, prefix)).isPresent()) {
            names.add(next.get());
            next = overlay.next(next);
        }
        return names;
    }

    private Optional<StateName> first(String prefix, Optional<StateName> after) {
        var least = Optional.of(prefix).filter(it -> !it.isEmpty()).map(StateName::new);
        if (least.isEmpty() || after.filter(it -> it.compareTo(least.get()) >= 0).isPresent()) {
            return overlay.next(after);
        }
        return least.filter(it -> find(it).isPresent()).or(() -> overlay.next(least));
    }

    private static boolean startsWith(StateName name, String prefix) {
        return name.value().startsWith(prefix);
    }

    /** Ends the job if no value may be so large; asked before it is copied. */
    public void requireSize(long bytes) {
        if (bytes > limits.maxValueBytes()) {
            throw new JobStopped(
                    ErrorCode.STATE_TOO_LARGE,
                    "a state value of "
                            + bytes
                            + " bytes (limit max-state-value-bytes: "
                            + limits.maxValueBytes()
                            + ")");
        }
    }

    /**
     * Gives the name this value. Ends the job when it writes too much.
     *
     * @return whether the tenant has room for it; if not, nothing has changed
     */
    public boolean put(StateName name, Payload value) {
        requireSize(value.size());
        return change(new StateWrite(name, Optional.of(value)));
    }

    /** Takes the name's value away; whether it had one. */
    public boolean delete(StateName name) {
        return find(name).isPresent() && change(new StateWrite(name, Optional.empty()));
    }

    private boolean change(StateWrite write) {
        var earlier = overlay.change(write.name());
        var bytes =
                writtenBytes + write.bytes() - (earlier.isPresent() ? earlier.get().bytes() : 0);
        requireWithin(overlay.size() + (earlier.isPresent() ? 0 : 1), bytes);
        var grown =
                growth
                        + key.cost(write.name(), write.value())
                        - key.cost(write.name(), overlay.find(write.name()));
        if (!reserve(grown)) {
            return false;
        }
        overlay.put(write);
        writtenBytes = bytes;
        growth = grown;
        return true;
    }

    private void requireWithin(int writes, long bytes) {
        if (writes > limits.maxWrites()) {
            throw tooMuch(limits.maxWrites() + " names (limit max-state-writes)");
        }
        if (bytes > limits.maxWrittenBytes()) {
            throw tooMuch(limits.maxWrittenBytes() + " bytes (limit max-state-written-bytes)");
        }
    }

    private static JobStopped tooMuch(String limit) {
        return new JobStopped(
                ErrorCode.STATE_TOO_LARGE, "the job changes more of its state than " + limit);
    }

    private boolean reserve(long grown) {
        return switch (key.reserve(grown, limits.maxBytes())) {
            case ENOUGH -> true;
            case TENANT_HAS_ITS_SHARE -> false;
            case WORKER_IS_FULL ->
                    throw new JobStopped(
                            ErrorCode.STATE_UNAVAILABLE,
                            "the worker holds as much state as it may (pointsman.state.max-bytes)");
        };
    }

    /** What the job has changed, in the order of the names. */
    public List<StateWrite> writes() {
        return overlay.changes();
    }

    /** The job has ended; if not well, nothing of this is left. */
    PendingWrites end(boolean well) {
        return key.end(well ? writes() : List.of());
    }
}
