package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;

/** Thrown by the checks of admission, and turned into {@link Admission.Refused} at its edge. */
final class ModuleRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;

    ModuleRefused(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    Admission.Refused toRefusal() {
        return new Admission.Refused(code, detail);
    }
}
