package dev.pointsman.worker.config;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something an operator has set.
 *
 * @param name as it stands there: a key, or a variable of the environment
 * @param source where it stands, in words
 */
record Setting(String name, String value, String source) {
    private static final String VARIABLES = "POINTSMAN_";

    /** Kubernetes sets these in every pod beside a service named pointsman or pointsman-kafka. */
    private static final Pattern SET_BY_KUBERNETES =
            Pattern.compile(
                    "POINTSMAN_(\\w+_)?"
                            + "(SERVICE_HOST=.*"
                            + "|SERVICE_PORT(_\\w+)?=\\d+"
                            + "|PORT=\\w+://.*"
                            + "|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?=.*)",
                    Pattern.DOTALL);

    /**
     * What docker-compose.yml and build/docker-engine ask for, of the shell that starts workers.
     */
    private static final Set<String> SET_FOR_IMAGES =
            Set.of("POINTSMAN_IMAGE", "POINTSMAN_PULL_POLICY", "POINTSMAN_ENGINE_DIR");

    /** Whether this variable of the environment is meant for the worker. */
    boolean isVariableOfOurs() {
        return name.startsWith(VARIABLES)
                && !SET_FOR_IMAGES.contains(name)
                && !SET_BY_KUBERNETES.matcher(name + "=" + value).matches();
    }
}
