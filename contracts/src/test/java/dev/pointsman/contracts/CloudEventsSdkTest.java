package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SDK of the CloudEvents project and our codecs understand each other. */
class CloudEventsSdkTest {
    @Test
    void theSdkReadsAPlainJob() {
        var event = read(JobRequestCodec.write(Wire.plainJob()), Wire.INPUT);

        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getId()).isEqualTo("order-17");
        assertThat(event.getSource()).isEqualTo(URI.create("urn:shop"));
        assertThat(event.getType()).isEqualTo("com.example.order.placed");
        assertThat(event.getExtensionNames()).containsExactlyInAnyOrder("tenant", "module");
        assertThat(dataOf(event)).isEqualTo("the input");
    }

    @Test
    void theSdkReadsEveryAttributeOfAJob() {
        var event = read(JobRequestCodec.write(Wire.fullJob()), Wire.INPUT);

        assertThat(timeOf(event)).isEqualTo(Wire.NOON);
        assertThat(event.getSubject()).isEqualTo("order 17, größer");
        assertThat(event.getDataContentType()).isEqualTo("text/csv");
        assertThat(event.getDataSchema()).isEqualTo(URI.create("urn:schema:order"));
        assertThat(event.getExtension("tenant")).isEqualTo("acme");
        assertThat(event.getExtension("module")).isEqualTo("invoice@" + Wire.DIGEST);
        assertThat(event.getExtension("function")).isEqualTo("render");
        assertThat(event.getExtension("expirytime")).isEqualTo("2026-11-23T12:01:00.123456789Z");
        assertThat(event.getExtension("correlationid")).isEqualTo("shop-4");
        assertThat(event.getExtension("causationid")).isEqualTo("order-16");
    }

    @ParameterizedTest
    @MethodSource("dev.pointsman.contracts.Wire#everyOutcome")
    void theSdkReadsEveryResult(Outcome outcome) {
        var result = Wire.result(outcome);

        var event = read(JobResultCodec.write(result), JobResultCodec.value(result));

        assertThat(event.getId()).isEqualTo("order-17");
        assertThat(event.getSource()).isEqualTo(URI.create("urn:pointsman:workers"));
        assertThat(event.getType()).isEqualTo(JobResult.TYPE);
        assertThat(event.getSubject()).isEqualTo("acme/order-17");
        assertThat(timeOf(event)).isEqualTo(result.time());
        assertThat(event.getExtension("outcome")).isEqualTo(outcome.word());
        assertThat(event.getExtension("moduledigest")).isEqualTo(Wire.DIGEST.toString());
        assertThat(event.getExtension("policyversion")).isEqualTo("0123456789ab");
        assertThat(event.getExtension("attempt")).isEqualTo("2");
        assertThat(event.getExtension("durationms")).isEqualTo("1234");
        assertThat(event.getExtension("causationid")).isEqualTo("order-17");
    }

    @Test
    void theSdkReadsAPublishedEvent() {
        var event = read(Wire.event(Wire.LINKS).headers(), Wire.INPUT);

        assertThat(event.getId()).isEqualTo("order-17:0");
        assertThat(event.getSource()).isEqualTo(URI.create("urn:pointsman:acme:invoice"));
        assertThat(event.getType()).isEqualTo("com.example.invoice.rendered");
        assertThat(event.getDataContentType()).isEqualTo("application/pdf");
        assertThat(event.getExtension("tenant")).isEqualTo("acme");
        assertThat(event.getExtension("causationid")).isEqualTo("order-17");
        assertThat(event.getExtension("correlationid")).isEqualTo("shop-4");
    }

    @Test
    void weReadAPlainJobOfTheSdk() {
        var event =
                CloudEventBuilder.v1()
                        .withId("order-17")
                        .withSource(URI.create("urn:shop"))
                        .withType("com.example.order.placed")
                        .withExtension("tenant", "acme")
                        .withExtension("module", "invoice")
                        .withData(Wire.INPUT.toBytes())
                        .build();

        assertThat(Wire.accepted(written(event))).isEqualTo(Wire.plainJob());
    }

    @Test
    void weReadEveryAttributeOfAJobOfTheSdk() {
        var job = Wire.fullJob();
        var event = read(JobRequestCodec.write(job), Wire.INPUT);
        var withoutTrace =
                new Links(
                        job.links().correlationId(),
                        job.links().causationId(),
                        Optional.empty(),
                        Optional.empty());

        var reading = written(CloudEventBuilder.v1(event).build());

        assertThat(Wire.accepted(reading)).isEqualTo(job.withLinks(withoutTrace));
    }

    @Test
    void weReadATimeOfTheSdkInAnyZone() {
        var event =
                CloudEventBuilder.v1(read(JobRequestCodec.write(Wire.plainJob()), Wire.INPUT))
                        .withTime(Wire.NOON.atOffset(ZoneOffset.ofHoursMinutes(5, 30)))
                        .build();

        assertThat(Wire.accepted(written(event)).event().time()).contains(Wire.NOON);
    }

    private static Reading<JobRequest> written(CloudEvent event) {
        var out = KafkaMessageFactory.createWriter("jobs").writeBinary(event);
        return JobRequestCodec.read(out.headers(), Payload.copyOf(out.value()));
    }

    private static CloudEvent read(List<Header> headers, Payload value) {
        return KafkaMessageFactory.createReader(new RecordHeaders(headers), value.toBytes())
                .toEvent();
    }

    private static String dataOf(CloudEvent event) {
        return new String(
                Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
    }

    private static Instant timeOf(CloudEvent event) {
        return Objects.requireNonNull(event.getTime()).toInstant();
    }
}
