package dev.pointsman.peers;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who the tenants are, and what config_get answers each. Immutable, so safe on every thread. */
record Tenants(Map<String, Map<String, String>> configs) {
    static Tenants of(Settings settings) {
        return new Tenants(
                IntStream.range(0, settings.tenants())
                        .boxed()
                        .collect(
                                Collectors.toMap(
                                        number -> "tenant-" + number,
                                        _ -> Map.of("topic", settings.published()))));
    }

    Map<String, String> config(String tenant) {
        return Optional.ofNullable(configs.get(tenant))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "tenant: " + tenant + " (expected: one that is known)"));
    }
}
