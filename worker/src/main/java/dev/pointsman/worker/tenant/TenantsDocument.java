package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tenants file as it is written; what it leaves out is null here, and nothing is granted by it.
 */
record TenantsDocument(@Nullable Map<String, @Nullable Entry> tenants) {

    Tenants check(String version, Limits defaults) {
        if (tenants == null) {
            throw new IllegalArgumentException(
                    "tenants: missing (expected: a map from tenant to policy)");
        }
        var policies =
                tenants.entrySet().stream()
                        .map(entry -> policy(entry.getKey(), entry.getValue(), version, defaults))
                        .collect(Collectors.toMap(Policy::tenant, policy -> policy));
        return new Tenants(version, policies);
    }

    private static Policy policy(
            String name, @Nullable Entry entry, String version, Limits defaults) {
        try {
            return or(entry, Entry.NOTHING).policy(new TenantId(name), version, defaults);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tenants." + name + ": " + e.getMessage(), e);
        }
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return Optional.ofNullable(value).orElse(otherwise);
    }

    private static List<NamePattern> patterns(@Nullable List<String> texts) {
        return or(texts, List.<String>of()).stream().map(NamePattern::of).toList();
    }

    /** One tenant's lines. */
    record Entry(
            @Nullable List<String> modules,
            @Nullable List<String> capabilities,
            @Nullable Publish publish,
            @Nullable Ceilings limits,
            @Nullable Map<String, String> config,
            @Nullable Map<String, String> env) {
        static final Entry NOTHING = new Entry(null, null, null, null, null, null);

        Policy policy(TenantId tenant, String version, Limits defaults) {
            return new Policy(
                    tenant,
                    version,
                    patterns(modules),
                    patterns(capabilities),
                    patterns(or(publish, Publish.NOWHERE).topics()),
                    or(limits, Ceilings.DEFAULT).over(defaults),
                    or(config, Map.<String, String>of()),
                    or(env, Map.<String, String>of()));
        }
    }

    /** Where a tenant may publish. */
    record Publish(@Nullable List<String> topics) {
        static final Publish NOWHERE = new Publish(null);
    }

    /** A tenant's limits, where they differ from the worker's defaults. */
    record Ceilings(
            @Nullable Duration timeout,
            @Nullable Long fuel,
            @Nullable Integer maxPages,
            @Nullable Integer maxOutputBytes,
            @Nullable Integer maxHostCalls,
            @Nullable Integer maxLogLines,
            @Nullable Integer maxPublications,
            @Nullable Integer maxPublishedBytes) {
        static final Ceilings DEFAULT =
                new Ceilings(null, null, null, null, null, null, null, null);

        Limits over(Limits defaults) {
            return new Limits(
                    or(timeout, defaults.timeout()),
                    or(fuel, defaults.fuel()),
                    or(maxPages, defaults.maxPages()),
                    or(maxOutputBytes, defaults.maxOutputBytes()),
                    or(maxHostCalls, defaults.maxHostCalls()),
                    or(maxLogLines, defaults.maxLogLines()),
                    or(maxPublications, defaults.maxPublications()),
                    or(maxPublishedBytes, defaults.maxPublishedBytes()));
        }
    }
}
