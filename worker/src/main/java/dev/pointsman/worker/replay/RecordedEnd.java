package dev.pointsman.worker.replay;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Recording;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.sandbox.JobThreads;

/**
 * Where a replay has to end that does not end by itself. A job that was stopped by its deadline is
 * stopped where its fuel and its calls were then. One whose stack was used up may find more of it
 * here, for how much a call takes hangs on how it was compiled: it is stopped when its fuel is
 * gone, of which it has as much as it had used. Owned by the job's thread.
 */
final class RecordedEnd {
    private final Recording recording;
    private final Kind kind;
    private final long fuelLimit;
    private boolean reached;

    RecordedEnd(Recording recording, boolean sameModule) {
        this.recording = recording;
        this.kind = sameModule ? kind(recording.outcome()) : Kind.ITS_OWN;
        var limit = recording.circumstances().limits().getOrDefault("fuel", 0L);
        this.fuelLimit = kind == Kind.STACK ? Math.max(1, recording.fuel()) : limit;
    }

    private enum Kind {
        ITS_OWN,
        TIME,
        STACK
    }

    private static Kind kind(Outcome outcome) {
        return outcome instanceof Outcome.Errored(var code, _)
                ? switch (code) {
                    case DEADLINE_EXCEEDED -> Kind.TIME;
                    case STACK_EXHAUSTED -> Kind.STACK;
                    default -> Kind.ITS_OWN;
                }
                : Kind.ITS_OWN;
    }

    /** As much fuel as the guest is to have. */
    long fuelLimit() {
        return fuelLimit;
    }

    /** Whether the guest is to go on, after so many calls; asked wherever it may be stopped. */
    boolean goesOn(int calls) {
        var stops =
                kind == Kind.TIME
                        && fuelLimit - JobThreads.fuelLeft() >= recording.fuel()
                        && calls >= recording.hostCalls();
        reached = reached || stops;
        return !stops;
    }

    /** Ends the job if this call was not made any more. */
    void requireCall(int number) {
        var beyond = kind == Kind.STACK && number > recording.hostCalls();
        if (beyond || !goesOn(number)) {
            reached = true;
            throw new JobStopped(ErrorCode.WORKER_FAULT, "the recording ends here");
        }
    }

    /** What this outcome of the replay comes to: where it was stopped, the one it had. */
    Outcome of(Outcome replayed) {
        var ranDry =
                kind == Kind.STACK
                        && replayed instanceof Outcome.Errored(var code, _)
                        && code == ErrorCode.FUEL_EXHAUSTED;
        return reached || ranDry ? recording.outcome() : replayed;
    }
}
