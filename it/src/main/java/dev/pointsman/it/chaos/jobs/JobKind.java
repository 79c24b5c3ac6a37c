package dev.pointsman.it.chaos.jobs;

/** What kinds of records are published, and how many of each among a thousand. */
public enum JobKind {
    ECHO_WITH_KEY(360, "echo"),
    ECHO_WITHOUT_KEY(120, "echo"),
    PUBLISH(100, "publish"),
    /** Adds one to what its key keeps, and answers that. */
    COUNT(120, "counter"),
    COUNT_AND_PUBLISH(20, "counter"),
    /** What it counted must not be kept. */
    COUNT_AND_TRAP(20, "counter"),
    /** Publishes and traps: nothing may be seen of what it published. */
    TRAP(40, "trap"),
    FAILURE(40, "exit-code"),
    /** Asks for another attempt, gets one, and may then do well. */
    FALTERS(30, "falters"),
    /** Asks for another attempt each time. */
    POISON(10, "exit-code"),
    /** Its result does not fit into the topic, which breaks the transaction it is in. */
    TOO_LARGE(4, "echo"),
    SPIN(2, "spin"),
    UNKNOWN_TENANT(12, "echo"),
    UNKNOWN_MODULE(12, "nowhere"),
    WITHOUT_HEADERS(10, ""),
    WITHOUT_TENANT(10, "echo"),
    NOT_UTF8(10, "echo"),
    /** An earlier job once more. */
    AGAIN(40, "echo"),
    /** No job: it withdraws an earlier one, if that has not ended. */
    CANCEL(40, "echo");

    /** The sum of all shares. */
    static final int WHOLE = 1000;

    private final int share;
    private final String module;

    JobKind(int share, String module) {
        this.share = share;
        this.module = module;
    }

    /** The module it names. */
    String module() {
        return module;
    }

    /** The kind that this number below {@link #WHOLE} falls upon. */
    static JobKind at(int number) {
        var rest = number;
        for (var kind : values()) {
            rest -= kind.share;
            if (rest < 0) {
                return kind;
            }
        }
        throw new IllegalArgumentException(number + " (expected: less than " + WHOLE + ")");
    }
}
