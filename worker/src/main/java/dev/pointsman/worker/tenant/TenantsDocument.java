package dev.pointsman.worker.tenant;

import static dev.pointsman.worker.tenant.Place.or;

import dev.pointsman.contracts.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tenants file as it is written; what it leaves out is null here, and nothing is granted by it.
 */
record TenantsDocument(@Nullable Map<String, @Nullable Entry> tenants) {

    /** What stands in a file without content. */
    static final TenantsDocument EMPTY = new TenantsDocument(null);

    Tenants check(String version, Limits defaults, SecretSources sources) {
        if (tenants == null) {
            throw new PolicyFault("missing (expected: a map from tenant to policy)", "tenants");
        }
        var policies = new HashMap<TenantId, Policy>();
        tenants.forEach((name, entry) -> {
            var place = Place.TENANTS.at(name);
            var tenant = place.read(() -> new TenantId(name));
            var limits = place.at("limits").read(() -> limits(entry, defaults));
            policies.put(tenant, or(entry, Entry.NOTHING).policy(tenant, version, limits, sources));
        });
        return new Tenants(version, policies);
    }

    private static Limits limits(@Nullable Entry entry, Limits defaults) {
        return or(or(entry, Entry.NOTHING).limits(), Ceilings.DEFAULT).over(defaults);
    }

    /** One tenant's lines. */
    record Entry(
            @Nullable List<@Nullable String> modules,
            @Nullable List<@Nullable String> capabilities,
            @Nullable Publish publish,
            @Nullable Http http,
            @Nullable Map<String, @Nullable Source> secrets,
            @Nullable List<@Nullable String> metrics,
            @Nullable String audit,
            @Nullable Map<String, @Nullable SomeModules> forModules,
            @Nullable Ceilings limits,
            @Nullable Map<String, @Nullable String> config,
            @Nullable Map<String, @Nullable String> env,
            @Nullable String record,
            @Nullable RetryWords retries,
            @Nullable String duplicates)
            implements GrantWords {
        static final Entry NOTHING =
                new Entry(
                        null, null, null, null, null, null, null, null, null, null, null, null,
                        null, null);

        Policy policy(TenantId tenant, String version, Limits ceilings, SecretSources sources) {
            var place = Place.TENANTS.at(tenant.value());
            var all = grants(place, sources);
            var ofAll = RetryWords.policy(retries, place.at("retries"), RetryPolicy.USUAL);
            var ofSome = forModules(place.at("for-modules"), sources, ofAll);
            requireFewMetrics(place.at("for-modules"), all, ofSome);
            return new Policy(
                    tenant,
                    version,
                    place.at("modules").modulePatterns(modules),
                    all,
                    ofSome,
                    Optional.empty(),
                    ceilings,
                    ofAll,
                    place.at("duplicates").read(() -> DuplicateWindow.of(duplicates)));
        }

        private List<ModuleGrants> forModules(
                Place place, SecretSources sources, RetryPolicy ofAll) {
            var some = new ArrayList<ModuleGrants>();
            or(forModules, Map.<String, @Nullable SomeModules>of())
                    .forEach((pattern, words) -> {
                        var here = place.at(pattern);
                        var names = here.read(() -> Place.modulePattern(pattern));
                        var its = or(words, SomeModules.NOTHING);
                        some.add(
                                new ModuleGrants(
                                        names,
                                        its.grants(here, sources),
                                        its.retries(here.at("retries"), ofAll)));
                    });
            return some;
        }

        /** Names the lines with which they become too many; each by itself may have few. */
        private static void requireFewMetrics(Place place, Grants all, List<ModuleGrants> ofSome) {
            var names = new HashSet<>(all.metrics());
            for (var some : ofSome) {
                names.addAll(some.grants().metrics());
                place.at(some.modules().toString(), "metrics").read(() -> MetricNames.few(names));
            }
        }
    }

    /** What some of a tenant's modules are granted beyond the others. */
    record SomeModules(
            @Nullable List<@Nullable String> capabilities,
            @Nullable Publish publish,
            @Nullable Http http,
            @Nullable Map<String, @Nullable Source> secrets,
            @Nullable List<@Nullable String> metrics,
            @Nullable String audit,
            @Nullable Map<String, @Nullable String> config,
            @Nullable Map<String, @Nullable String> env,
            @Nullable String record,
            @Nullable RetryWords retries)
            implements GrantWords {
        static final SomeModules NOTHING =
                new SomeModules(null, null, null, null, null, null, null, null, null, null);

        Optional<RetryPolicy> retries(Place place, RetryPolicy ofAll) {
            return Optional.ofNullable(retries)
                    .map(words -> RetryWords.policy(words, place, ofAll));
        }
    }

    /** A tenant's limits, where they differ from the worker's defaults. */
    record Ceilings(
            @Nullable String timeout,
            @Nullable Long fuel,
            @Nullable Integer maxPages,
            @Nullable Integer maxDirtyPages,
            @Nullable Integer maxOutputBytes,
            @Nullable Integer maxHostCalls,
            @Nullable Integer maxLogLines,
            @Nullable Integer maxPublications,
            @Nullable Integer maxPublishedBytes,
            @Nullable Integer maxStateValueBytes,
            @Nullable Integer maxStateWrites,
            @Nullable Integer maxStateWrittenBytes,
            @Nullable Long maxStateBytes) {
        static final Ceilings DEFAULT =
                new Ceilings(
                        null, null, null, null, null, null, null, null, null, null, null, null,
                        null);

        Limits over(Limits defaults) {
            return new Limits(
                    Optional.ofNullable(timeout)
                            .map(text -> DurationWord.of("timeout", text))
                            .orElseGet(defaults::timeout),
                    or(fuel, defaults.fuel()),
                    or(maxPages, defaults.maxPages()),
                    or(maxDirtyPages, defaults.maxDirtyPages()),
                    or(maxOutputBytes, defaults.maxOutputBytes()),
                    or(maxHostCalls, defaults.maxHostCalls()),
                    or(maxLogLines, defaults.maxLogLines()),
                    or(maxPublications, defaults.maxPublications()),
                    or(maxPublishedBytes, defaults.maxPublishedBytes()),
                    state(defaults.state()));
        }

        private StateLimits state(StateLimits defaults) {
            return new StateLimits(
                    or(maxStateValueBytes, defaults.maxValueBytes()),
                    or(maxStateWrites, defaults.maxWrites()),
                    or(maxStateWrittenBytes, defaults.maxWrittenBytes()),
                    or(maxStateBytes, defaults.maxBytes()));
        }
    }
}
