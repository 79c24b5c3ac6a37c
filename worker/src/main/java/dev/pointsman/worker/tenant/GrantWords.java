package dev.pointsman.worker.tenant;

import static dev.pointsman.worker.tenant.Place.or;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The words of the tenants file that grant something: they may stand under a tenant, and under some
 * of its modules. What is left out is null here, and grants nothing.
 */
interface GrantWords {
    @Nullable List<@Nullable String> capabilities();

    @Nullable Publish publish();

    @Nullable Http http();

    @Nullable Map<String, @Nullable Source> secrets();

    @Nullable List<@Nullable String> metrics();

    @Nullable String audit();

    @Nullable Map<String, @Nullable String> config();

    @Nullable Map<String, @Nullable String> env();

    @Nullable String record();

    /** What they grant. */
    default Grants grants(Place place, SecretSources sources) {
        var topics = or(publish(), Publish.NOWHERE).topics();
        return place.read(() ->
                new Grants(
                        place.at("capabilities").patterns(capabilities()),
                        place.at("publish", "topics").patterns(topics),
                        or(http(), Http.NOWHERE).grant(place.at("http"), sources),
                        secrets(place.at("secrets"), sources),
                        metrics(place.at("metrics")),
                        place.at("config").entries(config()),
                        variables(place.at("env")),
                        place.at("audit").read(() -> Audit.of(or(audit(), "none"))),
                        place.at("record").read(() -> Recorded.of(or(record(), "none")))));
    }

    private Map<String, Secret> secrets(Place place, SecretSources sources) {
        var read = new HashMap<String, Secret>();
        place.entries(secrets())
                .forEach((name, source) ->
                        read.put(
                                name,
                                place.at(name)
                                        .read(() -> sources.read(source.env(), source.file()))));
        return read;
    }

    private Map<String, String> variables(Place place) {
        return place.read(() -> EnvironmentNames.checked(place.entries(env())));
    }

    private List<String> metrics(Place place) {
        return place.read(() -> MetricNames.few(place.each(metrics(), MetricNames::of)));
    }

    /** Where a guest may publish. */
    record Publish(@Nullable List<@Nullable String> topics) {
        static final Publish NOWHERE = new Publish(null);
    }

    /** Where a secret is, by one of the two. */
    record Source(@Nullable String env, @Nullable String file) {}

    /** Where a guest's requests may go. */
    record Http(
            @Nullable List<@Nullable String> allow,
            @Nullable List<@Nullable String> networks,
            @Nullable List<@Nullable Header> credentials,
            @Nullable Integer maxRequestBytes,
            @Nullable Integer maxResponseBytes) {
        static final Http NOWHERE = new Http(null, null, null, null, null);

        HttpGrant grant(Place place, SecretSources sources) {
            var origins = place.at("allow").each(allow, WebOrigin::of);
            return place.read(() ->
                    new HttpGrant(
                            origins,
                            place.at("networks").each(networks, IpRange::of),
                            credentials(place.at("credentials"), origins, sources),
                            new HttpCaps(said(maxRequestBytes), said(maxResponseBytes))));
        }

        private static OptionalInt said(@Nullable Integer bytes) {
            return bytes == null ? OptionalInt.empty() : OptionalInt.of(bytes);
        }

        private Map<WebOrigin, Credential> credentials(
                Place place, List<WebOrigin> origins, SecretSources sources) {
            var read = new HashMap<WebOrigin, Credential>();
            for (var header : or(credentials, List.<@Nullable Header>of())) {
                place.read(() ->
                        read.merge(
                                place.present(header).origin(origins),
                                header(header, sources),
                                Http::one));
            }
            return read;
        }

        /**
         * The worker adds one header to a request; the other would be left out, and nobody told.
         */
        private static Credential one(Credential first, Credential other) {
            throw new IllegalArgumentException(
                    "header: "
                            + other.header()
                            + " (expected: one for each origin; there is "
                            + first.header()
                            + ")");
        }

        private static Credential header(@Nullable Header header, SecretSources sources) {
            return or(header, Header.NONE).credential(sources);
        }
    }

    /** A header the worker adds. */
    record Header(
            @Nullable String origin,
            @Nullable String header,
            @Nullable String prefix,
            @Nullable String env,
            @Nullable String file) {
        static final Header NONE = new Header(null, null, null, null, null);

        WebOrigin origin(List<WebOrigin> allowed) {
            var to = WebOrigin.of(or(origin, ""));
            if (!allowed.contains(to)) {
                throw new IllegalArgumentException(
                        "origin: " + to + " (expected: one that stands under allow, here)");
            }
            return to;
        }

        Credential credential(SecretSources sources) {
            var secret = sources.read(env, file);
            return new Credential(
                    or(header, "authorization"), new Secret(or(prefix, "") + secret.reveal()));
        }
    }
}
