package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one tenant may do. Immutable, so safe on every thread; a job keeps the one it began with.
 *
 * @param version which version of the tenants file this is from
 * @param modules names of modules the tenant may run
 * @param grants what all of them may do
 * @param forModules what some of them may do beyond that
 * @param requests what the module asks for, where it says so: the rest is not in force
 * @param retries which of its jobs are tried again
 * @param duplicates how long a job that is published again is the same; zero if nobody looks
 */
public record Policy(
        TenantId tenant,
        String version,
        List<NamePattern> modules,
        Grants grants,
        List<ModuleGrants> forModules,
        Optional<List<NamePattern>> requests,
        Limits limits,
        RetryPolicy retries,
        Duration duplicates) {
    public Policy {
        modules = List.copyOf(modules);
        forModules = List.copyOf(forModules);
        requests = requests.map(List::copyOf);
        var _ = MetricNames.few(MetricNames.all(grants, forModules));
    }

    /** A policy that is the same for all modules, knows of no outside, and tries no job again. */
    public Policy(
            TenantId tenant,
            String version,
            List<NamePattern> modules,
            List<NamePattern> capabilities,
            List<NamePattern> publishTopics,
            Limits limits,
            Map<String, String> config,
            Map<String, String> environment) {
        this(
                tenant,
                version,
                modules,
                new Grants(
                        capabilities,
                        publishTopics,
                        HttpGrant.NOWHERE,
                        Map.of(),
                        List.of(),
                        config,
                        environment,
                        Audit.NONE),
                List.of(),
                Optional.empty(),
                limits,
                RetryPolicy.ONCE,
                Duration.ZERO);
    }

    /** What is in force for one module: its own grants too, and of all of them what it requests. */
    public Policy inForce(ModuleName module, Optional<List<NamePattern>> requested) {
        var all =
                forModules.stream()
                        .filter(some -> some.modules().matches(module.value()))
                        .map(ModuleGrants::grants)
                        .reduce(grants, Grants::and);
        return new Policy(
                tenant,
                version,
                modules,
                all,
                List.of(),
                requested,
                limits,
                retriesOf(module),
                duplicates);
    }

    /** Which of the module's jobs are tried again: of several that match, the last that says so. */
    public RetryPolicy retriesOf(ModuleName module) {
        return forModules.stream()
                .filter(some -> some.modules().matches(module.value()))
                .flatMap(some -> some.retries().stream())
                .reduce(retries, (_, last) -> last);
    }

    /** The same policy, with these grants. */
    public Policy granting(Grants others) {
        return new Policy(
                tenant,
                version,
                modules,
                others,
                forModules,
                requests,
                limits,
                retries,
                duplicates);
    }

    /** Whether the tenant may run this module. */
    public boolean mayRun(ModuleName module) {
        return anyMatches(modules, module.value());
    }

    /** The modules it names in full, not by a pattern. */
    public List<ModuleName> namedModules() {
        return modules.stream()
                .filter(NamePattern::isOneName)
                .flatMap(pattern -> ModuleName.parse(pattern.toString()).stream())
                .toList();
    }

    /** Whether this capability is granted, and not left out by a module that says what it needs. */
    public boolean grants(String capability) {
        return anyMatches(grants.capabilities(), capability) && isRequested(capability);
    }

    /** Whether the tenant is granted it, and the module does not say that it needs it. */
    public boolean leavesOut(String capability) {
        return anyMatches(grants.capabilities(), capability) && !isRequested(capability);
    }

    private boolean isRequested(String capability) {
        return requests.map(some -> anyMatches(some, capability)).orElse(true);
    }

    /** Whether {@code publish} may write to this topic. */
    public boolean mayPublishTo(String topic) {
        return anyMatches(publishTopics(), topic);
    }

    public List<NamePattern> publishTopics() {
        return grants.publishTopics();
    }

    public Map<String, String> config() {
        return grants.config();
    }

    public Map<String, String> environment() {
        return grants.environment();
    }

    public HttpGrant http() {
        return grants.http();
    }

    /**
     * What an HTTP call of its modules may hold of memory at once: as if one module had all that is
     * granted to some.
     */
    public long httpBytes() {
        return forModules.stream()
                .map(some -> some.grants().http())
                .reduce(http().settled(), HttpGrant::and)
                .bytes();
    }

    /** Whether any of its modules' jobs are recorded. */
    public boolean recordsAny() {
        return grants.record() != Recorded.NONE
                || forModules.stream().anyMatch(it -> it.grants().record() != Recorded.NONE);
    }

    /** Whether jobs of any of its modules keep their key's order while they wait. */
    public boolean keepsOrder() {
        return retries.isStrict()
                || forModules.stream()
                        .flatMap(some -> some.retries().stream())
                        .anyMatch(RetryPolicy::isStrict);
    }

    /** The topics that any of its modules may publish to. */
    public List<NamePattern> allPublishTopics() {
        return Stream.concat(
                        publishTopics().stream(),
                        forModules.stream().flatMap(some -> some.grants().publishTopics().stream()))
                .toList();
    }

    /** Asked several times a job, so without a stream. */
    private static boolean anyMatches(List<NamePattern> patterns, String name) {
        for (var pattern : patterns) {
            if (pattern.matches(name)) {
                return true;
            }
        }
        return false;
    }
}
