package dev.pointsman.worker.context;

import dev.pointsman.contracts.ErrorCode;

/**
 * Ends the running job with an error: a refusal, a limit, an argument no host function can use.
 * Thrown on the guest's stack, and caught at the sandbox's edge only.
 */
public final class JobStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;

    public JobStopped(ErrorCode code, String detail) {
        // No stack trace: a tenant can cause this as often as it likes, and it is no news.
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    public ErrorCode code() {
        return code;
    }

    /** A sentence for the result. */
    public String detail() {
        return detail;
    }
}
