package dev.pointsman.local.cli;

import dev.pointsman.worker.tenant.HttpCaps;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.NamedLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Limits, as far as they differ from those of a worker, in the words of the tenants file.
 * Immutable, so safe on every thread.
 */
record UnusualLimits(Limits usual) {
    private static final String TIMEOUT = "timeout-nanos";

    List<String> of(Limits limits) {
        var others = named(usual);
        return named(limits).entrySet().stream()
                .filter(it -> !it.getValue().equals(others.get(it.getKey())))
                .map(it -> shown(it.getKey(), it.getValue(), limits))
                .toList();
    }

    /** Those of HTTP, of which each says its own. */
    static List<String> of(HttpCaps caps) {
        var said = new ArrayList<String>();
        caps.request().ifPresent(bytes -> said.add("max-request-bytes " + bytes));
        caps.response().ifPresent(bytes -> said.add("max-response-bytes " + bytes));
        return said;
    }

    private static SortedMap<String, Long> named(Limits limits) {
        var named = NamedLimits.of(limits, HttpGrant.NOWHERE);
        named.keySet().removeIf(name -> name.startsWith("http."));
        return named;
    }

    private static String shown(String name, long value, Limits limits) {
        return name.equals(TIMEOUT) ? "timeout " + limits.timeout() : name + " " + value;
    }
}
