package dev.pointsman.worker.testing;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes requests, policies and contexts of which a test names only what it is about. */
public final class TestingContexts {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** A clock that stands still at noon. */
    public static final InstantSource TIME = InstantSource.fixed(NOON);

    public static final Origin ORIGIN = new Origin("jobs", 3, 42, NOON.toEpochMilli());
    public static final ModuleDigest DIGEST = ModuleDigest.of(Payload.ofUtf8("a module"));
    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId GLOBEX = new TenantId("globex");

    private TestingContexts() {}

    /** Acme asks for the module {@code job} with this input. */
    public static JobRequest request(String input) {
        return request(ACME, "job-1", Payload.ofUtf8(input));
    }

    public static JobRequest request(TenantId tenant, String id, Payload input) {
        return JobRequest.of(
                new JobId(id),
                tenant,
                ModuleRef.named("job"),
                Event.of("urn:test", "com.example.test.v1"),
                input);
    }

    /** Everything is granted to the tenant. */
    public static Policy allowing(TenantId tenant, Limits limits) {
        return policy(tenant, "v1", limits, "*");
    }

    /** Nothing but these capabilities is granted to the tenant; if any is, every topic too. */
    public static Policy policy(
            TenantId tenant, String version, Limits limits, String... capabilities) {
        var granted = List.of(capabilities).stream().map(NamePattern::of).toList();
        var topics = granted.isEmpty() ? List.<NamePattern>of() : List.of(NamePattern.of("*"));
        return new Policy(
                tenant,
                version,
                List.of(NamePattern.of("*")),
                granted,
                topics,
                limits,
                Map.of("greeting", "hello"),
                Map.of("COLOR", "blue"));
    }

    /** A job of acme without input, to which everything is granted. */
    public static JobContext context() {
        return context(TestingLimits.ROOMY);
    }

    public static JobContext context(Limits limits) {
        return reading("", limits);
    }

    /** A job of acme with this input. */
    public static JobContext reading(String input) {
        return reading(input, TestingLimits.ROOMY);
    }

    public static JobContext reading(String input, Limits limits) {
        return context(allowing(ACME, limits), request(input));
    }

    public static JobContext context(Policy policy, JobRequest request) {
        return new JobContext(
                request, Optional.of(Payload.ofUtf8("a key")), DIGEST, policy, 1, NOON, ORIGIN);
    }
}
