package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.contracts.Wording;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tenants file as it is written; what it leaves out is null here, and nothing is granted by it.
 */
record TenantsDocument(@Nullable Map<String, @Nullable Entry> tenants) {

    /** What stands in a file without content. */
    static final TenantsDocument EMPTY = new TenantsDocument(null);

    Tenants check(String version, Limits defaults) {
        if (tenants == null) {
            throw new PolicyFault("missing (expected: a map from tenant to policy)", "tenants");
        }
        var policies =
                tenants.entrySet().stream()
                        .map(entry -> policy(entry.getKey(), entry.getValue(), version, defaults))
                        .collect(Collectors.toMap(Policy::tenant, policy -> policy));
        return new Tenants(version, policies);
    }

    private static Policy policy(
            String name, @Nullable Entry entry, String version, Limits defaults) {
        return or(entry, Entry.NOTHING)
                .policy(part(() -> new TenantId(name), name), version, defaults);
    }

    /** The part of a policy that stands behind these words. */
    private static <T> T part(Supplier<T> part, String... words) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            var path = Stream.concat(Stream.of("tenants"), Arrays.stream(words));
            throw new PolicyFault("" + e.getMessage(), path.toArray(String[]::new));
        }
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return Optional.ofNullable(value).orElse(otherwise);
    }

    private static List<NamePattern> patterns(@Nullable List<@Nullable String> texts) {
        return or(texts, List.<@Nullable String>of()).stream()
                .map(text -> NamePattern.of(or(text, "")))
                .toList();
    }

    private static Map<String, String> texts(@Nullable Map<String, @Nullable String> texts) {
        var present = new HashMap<String, String>();
        or(texts, Map.<String, @Nullable String>of())
                .forEach((name, text) -> present.put(name, text(name, text)));
        return present;
    }

    private static String text(String name, @Nullable String text) {
        return Optional.ofNullable(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                Wording.quote(name) + ": no value (expected: a text)"));
    }

    /** One tenant's lines. */
    record Entry(
            @Nullable List<@Nullable String> modules,
            @Nullable List<@Nullable String> capabilities,
            @Nullable Publish publish,
            @Nullable Ceilings limits,
            @Nullable Map<String, @Nullable String> config,
            @Nullable Map<String, @Nullable String> env) {
        static final Entry NOTHING = new Entry(null, null, null, null, null, null);

        Policy policy(TenantId tenant, String version, Limits defaults) {
            var name = tenant.value();
            var topics = or(publish, Publish.NOWHERE).topics();
            return new Policy(
                    tenant,
                    version,
                    part(() -> patterns(modules), name, "modules"),
                    part(() -> patterns(capabilities), name, "capabilities"),
                    part(() -> patterns(topics), name, "publish", "topics"),
                    part(() -> or(limits, Ceilings.DEFAULT).over(defaults), name, "limits"),
                    part(() -> texts(config), name, "config"),
                    part(() -> texts(env), name, "env"));
        }
    }

    /** Where a tenant may publish. */
    record Publish(@Nullable List<@Nullable String> topics) {
        static final Publish NOWHERE = new Publish(null);
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
                            .map(Ceilings::duration)
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

        private static Duration duration(String text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "timeout: "
                                + Wording.quote(text)
                                + " (expected: a duration such as PT5S or PT0.5S)",
                        e);
            }
        }
    }
}
