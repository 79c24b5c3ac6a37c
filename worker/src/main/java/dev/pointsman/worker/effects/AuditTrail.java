package dev.pointsman.worker.effects;

import dev.pointsman.contracts.HostCallReport;
import dev.pointsman.contracts.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which capabilities a guest has called, for the topic of effects: as many as are kept, the rest is
 * counted. Owned by one thread.
 */
public final class AuditTrail {
    /** So that the record of a job stays a small one. */
    static final int MAX_CALLS = 256;

    /** Of what is told: a character that cannot be printed becomes six. */
    private static final int MAX_TARGET_CHARS = 256;

    private final List<HostCallReport> calls = new ArrayList<>();
    private int number;
    private String target = "";
    private Optional<String> idempotencyKey = Optional.empty();
    private boolean withheld;

    AuditTrail() {}

    /** A call begins. */
    public void begin() {
        number++;
        target = "";
        idempotencyKey = Optional.empty();
        withheld = false;
    }

    /** What the call that is under way is about: a topic, a place, a name. */
    public void about(String what) {
        target = what;
    }

    /** What the last call that said so was about. */
    public String target() {
        return target;
    }

    /** The key the call that is under way carries outside. */
    public void keyed(String key) {
        idempotencyKey = Optional.of(key);
    }

    /** What the guest is answered says something of a secret. */
    public void withholdAnswer() {
        withheld = true;
    }

    /** The call that is under way has ended so, and the guest goes on. */
    public void allowed(String capability, long answer, long micros) {
        if (calls.size() < MAX_CALLS) {
            calls.add(report(capability, "allowed", withheld ? 0 : answer, micros));
        }
    }

    /**
     * The call that is under way has ended so, and the job with it. It is what an auditor looks
     * for, and must not be hidden behind others.
     */
    public void ended(String capability, String outcome, long micros) {
        if (calls.size() == MAX_CALLS) {
            calls.removeLast();
        }
        calls.add(report(capability, outcome, 0, micros));
    }

    private HostCallReport report(String capability, String outcome, long answer, long micros) {
        return new HostCallReport(
                number,
                capability,
                Wording.printable(target, MAX_TARGET_CHARS),
                outcome,
                answer,
                micros,
                idempotencyKey);
    }

    /** The calls that are kept, in their order. */
    public List<HostCallReport> calls() {
        return List.copyOf(calls);
    }

    /** How many calls there were. */
    public int made() {
        return number;
    }
}
