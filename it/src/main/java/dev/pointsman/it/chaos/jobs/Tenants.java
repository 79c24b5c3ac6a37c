package dev.pointsman.it.chaos.jobs;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.chaos.check.LogTopic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tenants of a run. */
public final class Tenants {
    /** Whose jobs all end by themselves. */
    static final List<String> QUICK = List.of("acme", "globex", "initech");

    /** The one of them whose keys keep their order, also when jobs are tried again. */
    private static final String STRICT = "initech";

    /** Whose jobs never do. */
    static final String SPINNER = "spinner";

    static final List<String> ALL = List.of("acme", "globex", "initech", SPINNER);

    /** Nobody knows it. */
    static final String STRANGER = "umbrella";

    private Tenants() {}

    /** The file the workers read. */
    public static String yaml() {
        return "tenants:\n"
                + QUICK.stream().map(Tenants::quickPolicy).collect(Collectors.joining())
                + spinnerPolicy();
    }

    static boolean isStrict(Optional<TenantId> tenant) {
        return tenant.filter(it -> it.value().equals(STRICT)).isPresent();
    }

    private static String quickPolicy(String tenant) {
        return """
          %s:
            modules: ["*"]
            capabilities: ["publish/v1/send", "state/v1/*", "context/v1/get"]
            publish: { topics: ["%s"] }
            retries: { attempts: %d, order: %s, back-off: { first: PT0.3S, factor: 2 } }
            duplicates: PT5M
        """
                .formatted(
                        tenant,
                        LogTopic.ALERTS.topic(),
                        Model.ATTEMPTS,
                        tenant.equals(STRICT) ? "strict" : "free");
    }

    private static String spinnerPolicy() {
        return """
          %s:
            modules: ["spin"]
            limits: { timeout: PT0.1S }
        """
                .formatted(SPINNER);
    }
}
