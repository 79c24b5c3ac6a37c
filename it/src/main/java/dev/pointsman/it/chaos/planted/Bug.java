package dev.pointsman.it.chaos.planted;

import static dev.pointsman.it.chaos.check.AnomalyKind.DUPLICATED;
import static dev.pointsman.it.chaos.check.AnomalyKind.LOST;
import static dev.pointsman.it.chaos.check.AnomalyKind.REORDERED;
import static dev.pointsman.it.chaos.check.AnomalyKind.STATE_WRONG;
import static dev.pointsman.it.chaos.check.AnomalyKind.TORN;
import static dev.pointsman.it.chaos.fault.FaultKind.KILL;
import static dev.pointsman.it.chaos.fault.FaultKind.KILL_AT_BEGUN;
import static dev.pointsman.it.chaos.fault.FaultKind.KILL_AT_OFFSETS_SENT;
import static dev.pointsman.it.chaos.fault.FaultKind.KILL_AT_SENT;
import static dev.pointsman.it.chaos.fault.FaultKind.PAUSE_LONG;
import static dev.pointsman.it.chaos.fault.FaultKind.STORM;

import dev.pointsman.it.chaos.check.AnomalyKind;
import dev.pointsman.it.chaos.fault.FaultKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is wrong with a worker, what the checker has to call it, and the faults that bring it out.
 */
public enum Bug {
    /** Nothing: the checker has to find nothing. */
    NONE(Optional.empty(), List.of(KILL, KILL_AT_SENT, KILL_AT_OFFSETS_SENT, KILL_AT_BEGUN, STORM)),
    /** After an abort it goes on behind the records it has read. */
    NO_REWIND_AFTER_ABORT(LOST, KILL_AT_SENT),
    OFFSET_BEFORE_TRANSACTION(LOST, KILL_AT_SENT, KILL),
    EFFECT_OUTSIDE_TRANSACTION(TORN, KILL_AT_SENT, KILL_AT_OFFSETS_SENT),
    NO_TRANSACTION(DUPLICATED, KILL_AT_SENT, KILL_AT_OFFSETS_SENT),
    /** What is finished beyond the committed offset is not read by the next owner. */
    LOST_METADATA(DUPLICATED, KILL, KILL_AT_SENT),
    /** What it finds unfinished in a new partition it begins with the newest. */
    KEY_ORDER_IGNORED_AFTER_REBALANCE(REORDERED, KILL, KILL_AT_SENT),
    /** Whoever is tried again leaves its key's order, also where that is to be kept. */
    RETRY_LEAVES_ITS_KEY(REORDERED, KILL_AT_SENT),
    /** It vouches with what the group says at the commit, not with what it said at the poll. */
    GROUP_METADATA_AT_COMMIT(DUPLICATED, STORM, KILL),
    /** It does not vouch at all, so that one that was long believed dead may commit. */
    ZOMBIE_MAY_COMMIT(DUPLICATED, PAUSE_LONG, PAUSE_LONG),
    /** After an abort it writes what was innocent at once, and all of it again later. */
    DUPLICATE_ON_RETRY(DUPLICATED, KILL_AT_SENT),
    /** Skipped, as a consumer would that logs and goes on. */
    MALFORMED_DROPPED(LOST, KILL_AT_SENT),
    WRONG_TENANT(LOST, KILL_AT_SENT),
    WRONG_KEY(LOST, KILL_AT_SENT),
    WRONG_OUTPUT(LOST, KILL_AT_SENT),
    DEAD_LETTER_FORGOTTEN(TORN, KILL_AT_SENT),
    EFFECT_OF_A_FAILED_JOB(TORN, KILL_AT_SENT),
    STATE_OUTSIDE_TRANSACTION(STATE_WRONG, KILL_AT_SENT, KILL_AT_OFFSETS_SENT),
    RETRY_OUTSIDE_TRANSACTION(TORN, KILL_AT_SENT, KILL_AT_OFFSETS_SENT),
    /** How often it has tried a job is what it remembers, with what was taken back. */
    ATTEMPTS_IN_MEMORY(TORN, KILL_AT_SENT),
    /** The jobs that are run again find what they have left themselves. */
    STATE_KEPT_AFTER_ABORT(STATE_WRONG, KILL_AT_SENT),
    /** The next job is counted as finished before it has begun. */
    COUNTED_TOO_EARLY(STATE_WRONG, KILL_AT_SENT),
    /** A cancel waits for nobody, and is counted as finished before its job is. */
    CANCEL_BEFORE_ITS_JOB(STATE_WRONG, KILL_AT_SENT),
    /** Every cancel comes too late. */
    CANCEL_IGNORED(LOST, KILL, KILL_AT_SENT),
    /** That there was one, of a job on its way to another attempt, is known to the worker only. */
    CANCEL_FORGOTTEN_OVER_A_CRASH(STATE_WRONG, KILL, KILL_AT_SENT),
    /** Which jobs were done only the worker knows that has done them. */
    DONE_JOBS_IN_MEMORY_ONLY(DUPLICATED, KILL, KILL_AT_SENT);

    private final Optional<AnomalyKind> symptom;

    /** Made by List.of, and so as immutable as Error Prone wants it. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<FaultKind> faults;

    Bug(Optional<AnomalyKind> symptom, List<FaultKind> faults) {
        this.symptom = symptom;
        this.faults = faults;
    }

    Bug(AnomalyKind symptom, FaultKind... faults) {
        this(Optional.of(symptom), List.of(faults));
    }

    /** What the checker must find; nothing if there is nothing to be found. */
    public Optional<AnomalyKind> symptom() {
        return symptom;
    }

    /** What brings it out. */
    public List<FaultKind> faults() {
        return faults;
    }

    /** Whether it shows only where another worker takes over in the middle of a batch. */
    boolean needsTakeovers() {
        return this == GROUP_METADATA_AT_COMMIT || this == ZOMBIE_MAY_COMMIT;
    }

    /** As in {@code --bugs}: {@code lost-metadata}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
