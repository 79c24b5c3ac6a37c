package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Jobs, results and headers for the tests of this package. */
final class Wire {
    static final JobId ID = new JobId("order-17");
    static final TenantId TENANT = new TenantId("acme");
    static final ModuleDigest DIGEST = ModuleDigest.of(Payload.ofUtf8("a module"));
    static final Payload INPUT = Payload.ofUtf8("the input");
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");
    static final Links LINKS =
            new Links(
                    Optional.of("shop-4"),
                    Optional.of("order-16"),
                    Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                    Optional.of("vendor=1"));

    private Wire() {}

    /** A job without optional parts. */
    static JobRequest plainJob() {
        var event = Event.of("urn:shop", "com.example.order.placed");
        return JobRequest.of(ID, TENANT, ModuleRef.named("invoice"), event, INPUT);
    }

    /** A job with every optional part. */
    static JobRequest fullJob() {
        var event =
                new Event(
                        "urn:shop",
                        "com.example.order.placed",
                        Optional.of("order 17, größer"),
                        Optional.of(NOON),
                        Optional.of("text/csv"),
                        Optional.of("urn:schema:order"));
        var module = new ModuleRef(new ModuleName("invoice"), Optional.of(DIGEST));
        return JobRequest.of(ID, TENANT, module, event, INPUT)
                .withFunction("render")
                .withExpiry(NOON.plusSeconds(60))
                .withLinks(LINKS);
    }

    /** A result in which everything that can be known is known. */
    static JobResult result(Outcome outcome) {
        return new JobResult(
                ID,
                Optional.of(TENANT),
                Optional.of(ModuleRef.named("invoice")),
                outcome,
                new Execution(
                        new Basis(Optional.of(DIGEST), Optional.of("0123456789ab")),
                        2,
                        Duration.ofMillis(1234),
                        Optional.of(
                                new Usage(
                                        123_456_789_012L,
                                        Duration.ofNanos(567_000),
                                        17,
                                        1_024,
                                        2_048,
                                        3))),
                "urn:pointsman:workers",
                NOON,
                LINKS);
    }

    /** The result of a record that names neither job nor tenant. */
    static JobResult resultOfNoJob() {
        return new JobResult(
                new JobId("jobs-0-42"),
                Optional.empty(),
                Optional.empty(),
                new Outcome.Errored(ErrorCode.JOB_MALFORMED, "ce_id: missing"),
                Execution.NONE,
                "urn:pointsman:workers",
                NOON,
                Links.NONE);
    }

    /** Each way a job can end, with each error there is. */
    static Stream<Outcome> everyOutcome() {
        var errors = Arrays.stream(ErrorCode.values());
        return Stream.concat(
                Stream.of(
                        new Outcome.Succeeded(INPUT),
                        new Outcome.Succeeded(Payload.EMPTY),
                        new Outcome.Failed(1, "no such invoice"),
                        new Outcome.Failed(75, "try again"),
                        new Outcome.Failed(255, "")),
                errors.flatMap(code ->
                        Stream.of(
                                new Outcome.Errored(code, "it went wrong"),
                                new Outcome.Cancelled(code, "it was withdrawn"))));
    }

    static PublishedEvent event(Links links) {
        var publisher = new Publisher(TENANT, new ModuleName("invoice"), NOON, ID, links);
        return new PublishedEvent(publisher, 0, "com.example.invoice.rendered", "application/pdf");
    }

    static Header header(String name, String text) {
        return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Header header(String name, byte[] value) {
        return new RecordHeader(name, value);
    }

    static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    static List<Header> without(List<Header> headers, String name) {
        return headers.stream().filter(header -> !header.key().equals(name)).toList();
    }

    static List<Header> with(List<Header> headers, Header... others) {
        return Stream.concat(headers.stream(), Arrays.stream(others)).toList();
    }

    /** The headers, with this one in the place of any others of its name. */
    static List<Header> replaced(List<Header> headers, Header other) {
        return with(without(headers, other.key()), other);
    }

    /** The headers as an object of the schemas; each name must stand once. */
    static Map<String, String> object(Iterable<Header> headers) {
        var all = Stream.<Header>builder();
        headers.forEach(all);
        return all.build().collect(Collectors.toMap(Header::key, Wire::text));
    }

    static <T> T accepted(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<T>) reading).value();
    }

    static Rejection rejected(Reading<?> reading) {
        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        return ((Reading.Rejected<?>) reading).rejection();
    }

    static Rejection readJob(List<Header> headers) {
        return rejected(JobRequestCodec.read(headers, INPUT));
    }

    static Rejection readResult(JobResult result, Header other) {
        var headers = replaced(JobResultCodec.write(result), other);
        return rejected(JobResultCodec.read(headers, JobResultCodec.value(result)));
    }
}
