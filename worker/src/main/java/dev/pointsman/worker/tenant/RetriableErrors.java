package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Wording;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The errors after which a policy may have a job tried again. Stateless. */
final class RetriableErrors {
    /**
     * A record that is no job, or of nobody's, has no policy; and who is called off has not failed.
     */
    private static final Set<ErrorCode> NEVER =
            EnumSet.of(
                    ErrorCode.JOB_MALFORMED,
                    ErrorCode.TENANT_UNKNOWN,
                    ErrorCode.EXPIRED,
                    ErrorCode.WITHDRAWN,
                    ErrorCode.DUPLICATE);

    private RetriableErrors() {}

    static boolean include(ErrorCode error) {
        return !NEVER.contains(error);
    }

    /** The one with this wire form. */
    static ErrorCode of(String code) {
        return ErrorCode.of(code)
                .filter(RetriableErrors::include)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                Wording.quote(code)
                                        + " (expected: an error code after which a job can be tried"
                                        + " again, one of "
                                        + all()
                                        + "; guest-exit is every exit code)"));
    }

    private static List<String> all() {
        return Arrays.stream(ErrorCode.values())
                .filter(RetriableErrors::include)
                .map(ErrorCode::code)
                .sorted()
                .toList();
    }
}
