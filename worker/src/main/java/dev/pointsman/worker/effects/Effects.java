package dev.pointsman.worker.effects;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.state.KeyState;
import dev.pointsman.worker.state.PendingWrites;
import dev.pointsman.worker.tenant.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All that one job has asked to become visible. Owned by the thread that runs the job. */
public final class Effects {
    private final Limits limits;
    private final Output output;
    private final LogLines logLines;
    private final List<Publication> publications = new ArrayList<>();
    private final Supplier<KeyState> key;
    private final Counters counters = new Counters();
    private final AuditTrail audit = new AuditTrail();
    private long publishedBytes;
    private Optional<KeptState> state = Optional.empty();
    private Optional<Recorder> recorder = Optional.empty();

    /**
     * @param key the state of the job's key; most jobs have no use for it, and are spared it
     */
    public Effects(Limits limits, Supplier<KeyState> key) {
        this.limits = limits;
        this.key = key;
        this.output = new Output(limits.maxOutputBytes());
        this.logLines = new LogLines(limits.maxLogLines());
    }

    public Output output() {
        return output;
    }

    public LogLines logLines() {
        return logLines;
    }

    public Counters counters() {
        return counters;
    }

    public AuditTrail audit() {
        return audit;
    }

    /**
     * Adds a record to be published if the job succeeds; ends the job when it publishes too much.
     */
    public void publish(Publication publication) {
        if (publications.size() == limits.maxPublications()) {
            throw tooMuch(limits.maxPublications() + " records (limit max-publications)");
        }
        requireRoomFor(publication.bytes());
        publishedBytes += publication.bytes();
        publications.add(publication);
    }

    /** Ends the job if it may not publish that many bytes more; asked before they are copied. */
    public void requireRoomFor(long bytes) {
        if (publishedBytes + bytes > limits.maxPublishedBytes()) {
            throw tooMuch(limits.maxPublishedBytes() + " bytes (limit max-published-bytes)");
        }
    }

    /** What the job keeps for those that come after it. */
    public KeptState state() {
        if (state.isEmpty()) {
            state = Optional.of(new KeptState(limits.state(), found(key.get())));
        }
        return state.get();
    }

    private KeyState found(KeyState plain) {
        return recorder.isPresent() ? new WatchedState(plain, recorder.get()) : plain;
    }

    /**
     * Who keeps what the host tells the guest; made when first asked for, by the calls of a policy
     * that wants it.
     */
    public Recorder recorder() {
        if (recorder.isEmpty()) {
            recorder = Optional.of(new Recorder());
        }
        return recorder.get();
    }

    /**
     * The job has ended, and so the next one of its key may begin, which sees what this one kept.
     *
     * @param well if not, nothing of it is left
     */
    public PendingWrites endState(boolean well) {
        return state.map(it -> it.end(well)).orElse(PendingWrites.NONE);
    }

    /** The records to publish, in the order they were asked for. */
    public List<Publication> publications() {
        return List.copyOf(publications);
    }

    private static JobStopped tooMuch(String limit) {
        return new JobStopped(ErrorCode.OUTPUT_TOO_LARGE, "the job publishes more than " + limit);
    }
}
