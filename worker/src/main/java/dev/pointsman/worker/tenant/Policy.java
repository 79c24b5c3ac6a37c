package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.TenantId;
import java.util.List;
import java.util.Map;

/**
 * What one tenant may do. Immutable, so safe on every thread; a job keeps the one it began with.
 *
 * @param version which version of the tenants file this is from
 * @param modules names of modules the tenant may run
 * @param capabilities names of capabilities granted, such as {@code publish/v1/send}
 * @param publishTopics names of topics {@code publish} may write to
 * @param config what {@code config_get} answers
 * @param environment variables the guest sees beside those that describe its job
 */
public record Policy(
        TenantId tenant,
        String version,
        List<NamePattern> modules,
        List<NamePattern> capabilities,
        List<NamePattern> publishTopics,
        Limits limits,
        Map<String, String> config,
        Map<String, String> environment) {
    public Policy {
        modules = List.copyOf(modules);
        capabilities = List.copyOf(capabilities);
        publishTopics = List.copyOf(publishTopics);
        config = Map.copyOf(config);
        environment = Map.copyOf(environment);
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

    /** Whether this capability is granted. */
    public boolean grants(String capability) {
        return anyMatches(capabilities, capability);
    }

    /** Whether {@code publish} may write to this topic. */
    public boolean mayPublishTo(String topic) {
        return anyMatches(publishTopics, topic);
    }

    private static boolean anyMatches(List<NamePattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
