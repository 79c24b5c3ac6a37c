package dev.pointsman.contracts;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Everything a publisher or a worker may write, for jqwik. */
final class Honest extends DomainContextBase {
    private static final String FIRST_TIME = "0000-01-01T00:00:00Z";
    private static final String LAST_TIME = "9999-12-31T23:59:59Z";
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final long MAX_MILLIS = 999_999_999_999_999_999L;

    @Provide
    Arbitrary<JobRequest> jobs() {
        return Combinators.combine(
                        ids(),
                        tenants(),
                        modules(),
                        text().optional(),
                        times().optional(),
                        events(),
                        links(),
                        payloads())
                .as(JobRequest::new);
    }

    @Provide
    Arbitrary<JobResult> results() {
        return Combinators.combine(
                        ids(),
                        tenants().optional(),
                        modules().optional(),
                        outcomes(),
                        executions(),
                        filledText(),
                        times(),
                        links())
                .as(JobResult::new);
    }

    /** Any text CloudEvents allows. */
    static Arbitrary<String> text() {
        var text =
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .withCharRange('\u00a0', '\ud7ff')
                        .withCharRange('\ue000', '\uffff')
                        .ofMaxLength(40);
        return Arbitraries.oneOf(text, text.map(some -> some + "🚂"));
    }

    static Arbitrary<String> filledText() {
        return text().filter(text -> !text.isBlank());
    }

    static Arbitrary<Payload> payloads() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(100).map(Payload::copyOf);
    }

    private static Arbitrary<JobId> ids() {
        return filledText().map(JobId::new);
    }

    private static Arbitrary<TenantId> tenants() {
        return labels().map(TenantId::new);
    }

    private static Arbitrary<ModuleRef> modules() {
        var digests = payloads().map(ModuleDigest::of);
        return Combinators.combine(labels().map(ModuleName::new), digests.optional())
                .as(ModuleRef::new);
    }

    private static Arbitrary<String> labels() {
        return Arbitraries.strings()
                .withChars("abcxyz0189-")
                .ofMinLength(1)
                .ofMaxLength(63)
                .filter(label -> !label.startsWith("-") && !label.endsWith("-"));
    }

    private static Arbitrary<Instant> times() {
        var seconds =
                Arbitraries.longs()
                        .between(
                                Instant.parse(FIRST_TIME).getEpochSecond(),
                                Instant.parse(LAST_TIME).getEpochSecond());
        var nanos = Arbitraries.longs().between(0, NANOS_A_SECOND - 1);
        return Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond);
    }

    private static Arbitrary<Event> events() {
        return Combinators.combine(
                        filledText(),
                        filledText(),
                        text().optional(),
                        times().optional(),
                        text().optional(),
                        text().optional())
                .as(Event::new);
    }

    private static Arbitrary<Links> links() {
        var maybe = text().optional();
        return Combinators.combine(maybe, maybe, maybe, maybe).as(Links::new);
    }

    private static Arbitrary<Execution> executions() {
        return Combinators.combine(
                        bases(),
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.longs().between(0, MAX_MILLIS).map(Duration::ofMillis),
                        usages().optional())
                .as(Execution::new);
    }

    private static Arbitrary<Basis> bases() {
        var digests = payloads().map(ModuleDigest::of).optional();
        return Combinators.combine(digests, filledText().optional()).as(Basis::new);
    }

    private static Arbitrary<Usage> usages() {
        var numbers = Arbitraries.longs().between(0, MAX_MILLIS);
        return Combinators.combine(
                        numbers,
                        numbers.map(micros -> Duration.of(micros, ChronoUnit.MICROS)),
                        numbers,
                        numbers,
                        numbers,
                        numbers)
                .as(Usage::new);
    }

    private static Arbitrary<Outcome> outcomes() {
        var details = Arbitraries.oneOf(text(), Arbitraries.strings().ascii().ofMaxLength(40));
        var codes = Arbitraries.of(ErrorCode.class);
        var exitCodes = Arbitraries.integers().between(1, 255);
        return Arbitraries.oneOf(
                List.of(
                        payloads().map(Outcome.Succeeded::new),
                        Combinators.combine(exitCodes, details).as(Outcome.Failed::new),
                        Combinators.combine(codes, details).as(Outcome.Errored::new),
                        Combinators.combine(codes, details).as(Outcome.Cancelled::new)));
    }
}
