package dev.pointsman.contracts;

import static dev.pointsman.contracts.Blame.DEPENDENCY;
import static dev.pointsman.contracts.Blame.JOB;
import static dev.pointsman.contracts.Blame.LIMIT;
import static dev.pointsman.contracts.Blame.WORKER;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every way in which a job can end other than with success. The wire form is stable public API: it
 * is the {@code ce_errortype} of a result, and behind {@code urn:pointsman:error:} the {@code type}
 * of its problem document (RFC 9457).
 */
public enum ErrorCode {
    JOB_MALFORMED("job-malformed", JOB, "The record is not a job"),
    TENANT_UNKNOWN("tenant-unknown", JOB, "Nobody knows this tenant"),
    MODULE_DENIED("module-denied", JOB, "The tenant may not run this module"),
    MODULE_NOT_FOUND("module-not-found", JOB, "There is no such module"),
    MODULE_UNREADABLE("module-unreadable", WORKER, "The module's file could not be read"),
    MODULE_NOT_CORE("module-not-core", JOB, "The file is not a core WebAssembly module"),
    MODULE_REFUSED("module-refused", JOB, "The module was not admitted"),
    IMPORT_UNKNOWN("import-unknown", JOB, "The module imports what nobody offers"),
    EXPORT_MISSING("export-missing", JOB, "The module lacks an export the job needs"),
    CAPABILITY_DENIED("capability-denied", JOB, "The tenant's policy does not grant this"),
    HOST_CALL_INVALID("host-call-invalid", JOB, "The guest called the host with bad arguments"),
    STATE_WITHOUT_KEY("state-without-key", JOB, "Only a job with a record key has state"),
    GUEST_EXIT("guest-exit", JOB, "The guest ended with a failure"),
    GUEST_TRAP("guest-trap", JOB, "The guest trapped"),
    EXPIRED("expired", JOB, "The job expired before it could start"),
    WITHDRAWN("withdrawn", JOB, "The job was withdrawn"),
    DUPLICATE("duplicate", JOB, "The job was published before"),
    DEADLINE_EXCEEDED("deadline-exceeded", LIMIT, "The job ran longer than it may"),
    FUEL_EXHAUSTED("fuel-exhausted", LIMIT, "The job used up its fuel"),
    MEMORY_LIMIT("memory-limit", LIMIT, "The module wants more memory than it may have"),
    STACK_EXHAUSTED("stack-exhausted", LIMIT, "The guest's calls nest too deeply"),
    OUTPUT_TOO_LARGE("output-too-large", LIMIT, "The job wrote more than it may"),
    HOST_CALL_LIMIT("host-call-limit", LIMIT, "The job called the host more often than it may"),
    STATE_TOO_LARGE("state-too-large", LIMIT, "The job keeps more state than it may"),
    STATE_UNAVAILABLE("state-unavailable", WORKER, "The worker has no room for more state"),
    PUBLISH_REFUSED("publish-refused", JOB, "A topic does not take what the job published"),
    PUBLISH_FAILED("publish-failed", DEPENDENCY, "A record of the job could not be written"),
    WORKER_FAULT("worker-fault", WORKER, "The worker failed, not the job");

    private static final String URN = "urn:pointsman:error:";
    private static final Map<String, ErrorCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(ErrorCode::code, Function.identity()));

    private final String code;
    private final Blame blame;
    private final String title;

    ErrorCode(String code, Blame blame, String title) {
        this.code = code;
        this.blame = blame;
        this.title = title;
    }

    /** The error with this wire form, if this version knows it. */
    public static Optional<ErrorCode> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The wire form, in {@code ce_errortype} and in metrics. */
    public String code() {
        return code;
    }

    /** The {@code type} of the problem document. */
    public String urn() {
        return URN + code;
    }

    /** Whose fault it is. */
    public Blame blame() {
        return blame;
    }

    /**
     * Whether the same job may end otherwise next time: not if its own bytes, its module or a limit
     * ended it, which are the same each time. Time may be shorter on a busy machine; but a guest
     * that never ends would use all of it again, so a policy has to ask for that.
     */
    public boolean isWorthRetrying() {
        return blame == WORKER || blame == DEPENDENCY;
    }

    /**
     * The {@code title} of the problem document: a short sentence, the same for every such error.
     */
    public String title() {
        return title;
    }
}
