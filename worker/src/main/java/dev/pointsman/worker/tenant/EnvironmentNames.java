package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of variables that a policy gives to guests. One with an equals sign would be another, and
 * those that describe the job are the worker's word. Stateless.
 */
final class EnvironmentNames {
    private static final Pattern FORM =
            Pattern.compile("(?!JOB_|TRACEPARENT$)[A-Za-z_][A-Za-z0-9_]{0,254}");

    private EnvironmentNames() {}

    /** The same, if all are names. */
    static <T> Map<String, T> checked(Map<String, T> variables) {
        variables.keySet().forEach(EnvironmentNames::require);
        return variables;
    }

    private static void require(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "variable: "
                            + Wording.quote(name)
                            + " (expected: letters, digits and _, not a digit first; JOB_… and"
                            + " TRACEPARENT are the worker's)");
        }
    }
}
