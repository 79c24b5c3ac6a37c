package dev.pointsman.contracts;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Under which circumstances a job ran, besides what its record says. Immutable, so safe on every
 * thread.
 *
 * @param digest the module that ran
 * @param attempt 1 for the first
 * @param policyVersion the version of the tenants file
 * @param startedAt when the job began, from which its deadline follows
 * @param limits every limit that was in force, by name
 * @param capabilities what the policy granted
 * @param requests what the module asked for, if it said so
 * @param publishTopics where it might publish
 * @param origins where its requests might go
 * @param credentials for which of these the worker added a header, and which; never its value
 * @param metrics what it might count
 * @param environment variables of the policy
 * @param traceParent the job's place in a trace, which may be a span of the worker's
 */
public record Circumstances(
        ModuleDigest digest,
        int attempt,
        String policyVersion,
        Instant startedAt,
        SortedMap<String, Long> limits,
        List<String> capabilities,
        Optional<List<String>> requests,
        List<String> publishTopics,
        List<String> origins,
        SortedMap<String, String> credentials,
        List<String> metrics,
        SortedMap<String, String> environment,
        Optional<String> traceParent) {
    public Circumstances {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt: " + attempt + " (expected: 1 or more)");
        }
        limits = sorted(limits);
        capabilities = List.copyOf(capabilities);
        requests = requests.map(List::copyOf);
        publishTopics = List.copyOf(publishTopics);
        origins = List.copyOf(origins);
        credentials = sorted(credentials);
        metrics = List.copyOf(metrics);
        environment = sorted(environment);
    }

    /** Without what its policy holds. */
    @Override
    public String toString() {
        return "attempt " + attempt + " at " + digest + ", policy " + policyVersion;
    }

    private static <T> SortedMap<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
