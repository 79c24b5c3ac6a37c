package dev.pointsman.worker.tenant;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is granted: to all modules of a tenant, or beyond that to some of them. Immutable, so safe
 * on every thread.
 *
 * @param capabilities names of capabilities, such as {@code publish/v1/send}
 * @param publishTopics names of topics {@code publish} may write to
 * @param http where requests may go
 * @param secrets what {@code secret_get} answers
 * @param metrics names of counters {@code metric_add} may add to
 * @param config what {@code config_get} answers
 * @param environment variables the guest sees beside those that describe its job
 * @param audit which calls are told to the topic of effects
 * @param record which jobs are recorded, so that they can be replayed
 */
public record Grants(
        List<NamePattern> capabilities,
        List<NamePattern> publishTopics,
        HttpGrant http,
        Map<String, Secret> secrets,
        List<String> metrics,
        Map<String, String> config,
        Map<String, String> environment,
        Audit audit,
        Recorded record) {
    /** Nothing at all. */
    public static final Grants NOTHING =
            new Grants(
                    List.of(),
                    List.of(),
                    HttpGrant.NOWHERE,
                    Map.of(),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    Audit.NONE);

    /** What is granted to jobs of which nothing is recorded. */
    public Grants(
            List<NamePattern> capabilities,
            List<NamePattern> publishTopics,
            HttpGrant http,
            Map<String, Secret> secrets,
            List<String> metrics,
            Map<String, String> config,
            Map<String, String> environment,
            Audit audit) {
        this(
                capabilities,
                publishTopics,
                http,
                secrets,
                metrics,
                config,
                environment,
                audit,
                Recorded.NONE);
    }

    public Grants {
        capabilities = List.copyOf(capabilities);
        publishTopics = List.copyOf(publishTopics);
        secrets = Map.copyOf(secrets);
        metrics = List.copyOf(metrics);
        config = Map.copyOf(config);
        // In one order, whoever runs the job: a guest sees it, and pays for it with its fuel.
        environment = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(environment)));
    }

    /**
     * These and more; where both have a value, that of the more specific one. Of any two it makes
     * grants: this is done for a job, where nobody could be told that they do not go together.
     */
    Grants and(Grants more) {
        return new Grants(
                joined(capabilities, more.capabilities),
                joined(publishTopics, more.publishTopics),
                http.and(more.http),
                joined(secrets, more.secrets),
                joined(metrics, more.metrics),
                joined(config, more.config),
                joined(environment, more.environment),
                audit.compareTo(more.audit) > 0 ? audit : more.audit,
                record.compareTo(more.record) > 0 ? record : more.record);
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    private static <T> Map<String, T> joined(Map<String, T> some, Map<String, T> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
