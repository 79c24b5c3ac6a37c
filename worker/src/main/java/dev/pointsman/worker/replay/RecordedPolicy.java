package dev.pointsman.worker.replay;

import dev.pointsman.contracts.Circumstances;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.tenant.Audit;
import dev.pointsman.worker.tenant.Credential;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.NamedLimits;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.RetryPolicy;
import dev.pointsman.worker.tenant.Secret;
import dev.pointsman.worker.tenant.WebOrigin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policy a job ran under, as far as it met it: what it was told of its configuration, and which
 * secrets there were. Throws {@link IllegalArgumentException} for circumstances that no policy can
 * have been. Immutable, so safe on every thread.
 */
record RecordedPolicy(
        Circumstances circumstances, Map<String, String> config, Map<String, String> secrets) {
    /** The policy of this tenant; with so much fuel. */
    Policy policy(TenantId tenant, long fuel) {
        var limits = new TreeMap<>(circumstances.limits());
        limits.put("fuel", fuel);
        return new Policy(
                tenant,
                circumstances.policyVersion(),
                List.of(),
                grants(),
                List.of(),
                circumstances.requests().map(RecordedPolicy::patterns),
                NamedLimits.limits(limits),
                RetryPolicy.ONCE,
                Duration.ZERO);
    }

    private Grants grants() {
        var hidden = new HashMap<String, Secret>();
        secrets.forEach((name, value) -> hidden.put(name, new Secret(value)));
        return new Grants(
                patterns(circumstances.capabilities()),
                patterns(circumstances.publishTopics()),
                http(),
                hidden,
                circumstances.metrics(),
                config,
                circumstances.environment(),
                Audit.NONE);
    }

    private HttpGrant http() {
        var nothing = new Secret("");
        var credentials = new HashMap<WebOrigin, Credential>();
        circumstances
                .credentials()
                .forEach((origin, header) ->
                        credentials.put(WebOrigin.of(origin), new Credential(header, nothing)));
        return new HttpGrant(
                circumstances.origins().stream().map(WebOrigin::of).toList(),
                List.of(),
                credentials,
                NamedLimits.requestBytes(circumstances.limits()),
                NamedLimits.responseBytes(circumstances.limits()));
    }

    private static List<NamePattern> patterns(List<String> texts) {
        return texts.stream().map(NamePattern::of).toList();
    }
}
