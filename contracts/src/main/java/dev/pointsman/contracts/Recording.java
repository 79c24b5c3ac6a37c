package dev.pointsman.contracts;

import java.util.List;

/**
 * All that is needed, beside the job's record and its module, to run a job that failed once more to
 * the same end. Secrets are not in it. Immutable, so safe on every thread.
 *
 * @param answers what the host told the guest; those of a kind are in their order
 * @param cut whether there were more than are kept
 * @param foreign host functions it called that are not Pointsman's own: nothing is known of them
 * @param outcome how the job ended: a failure or an error
 * @param fuel what it had used by then
 * @param hostCalls how many calls it had made to the host
 */
public record Recording(
        Circumstances circumstances,
        List<RecordedAnswer> answers,
        boolean cut,
        List<String> foreign,
        Outcome outcome,
        long fuel,
        long hostCalls) {
    /** What the answers of a job may take together; the rest is cut. */
    public static final int MAX_ANSWER_BYTES = 256 * 1024;

    /** No recording is larger; a reader refuses one that is. */
    public static final int MAX_BYTES = 2 * MAX_ANSWER_BYTES;

    public Recording {
        answers = List.copyOf(answers);
        foreign = List.copyOf(foreign);
        if (outcome instanceof Outcome.Succeeded || outcome instanceof Outcome.Cancelled) {
            throw new IllegalArgumentException(
                    "outcome: " + outcome.word() + " (expected: failure or error)");
        }
        if (fuel < 0 || hostCalls < 0) {
            throw new IllegalArgumentException(
                    "fuel and host calls: "
                            + fuel
                            + ", "
                            + hostCalls
                            + " (expected: 0 or more each)");
        }
    }
}
