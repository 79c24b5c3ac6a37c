package dev.pointsman.it.chaos.check;

/** What can be wrong with a run, in the words of the command's last line. */
public enum AnomalyKind {
    /** A job without its outcome, or with another one than it must have. */
    LOST("lost"),
    /** A result too many. */
    DUPLICATED("duplicated"),
    /** A part of an outcome without the rest or too often; something seen that was taken back. */
    TORN("torn"),
    /** Outcomes of one key in another order than its jobs. */
    REORDERED("reordered"),
    /**
     * A finished job that the group does not count as finished, or the reverse; a key that keeps
     * something else than its jobs have left, or was found so by one of them.
     */
    STATE_WRONG("state_wrong");

    private final String word;

    AnomalyKind(String word) {
        this.word = word;
    }

    /** The name in the last line. */
    public String word() {
        return word;
    }
}
