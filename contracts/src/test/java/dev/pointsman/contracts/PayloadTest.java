package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final Payload SECRET = Payload.ofUtf8("a secret");

    @Test
    void aPayloadTellsOnlyItsSize() {
        assertThat(SECRET).hasToString("Payload[8 bytes]");
        assertThat(Payload.EMPTY).hasToString("Payload[0 bytes]");
    }

    @Test
    void neitherJobNorResultShowsItsPayload() {
        var job =
                JobRequest.of(
                        Wire.ID,
                        Wire.TENANT,
                        ModuleRef.named("invoice"),
                        Wire.plainJob().event(),
                        SECRET);
        var result = Wire.result(new Outcome.Succeeded(SECRET));

        assertThat(job.toString()).doesNotContain("secret");
        assertThat(result.toString()).doesNotContain("secret");
        assertThat(new Reading.Accepted<>(job).toString()).doesNotContain("secret");
    }

    @Test
    void headersShowOnlyTheirNames() {
        assertThat(JobRequestCodec.write(Wire.plainJob()).toString())
                .isEqualTo("[ce_specversion, ce_id, ce_source, ce_type, ce_tenant, ce_module]");
    }

    @Test
    void nobodyChangesAPayloadFromOutside() {
        var given = "a secret".getBytes(StandardCharsets.UTF_8);
        var payload = Payload.copyOf(given);

        given[0] = 'X';
        payload.toBytes()[0] = 'X';
        payload.range(0, 8)[0] = 'X';

        assertThat(payload).isEqualTo(SECRET);
        assertThat(payload.asReadOnlyBuffer().isReadOnly()).isTrue();
    }

    /** What is held until a job's transaction ends is not to be held twice. */
    @Test
    void whatIsLentIsNoCopy() {
        var given = "a secret".getBytes(StandardCharsets.UTF_8);

        assertThat(Payload.takingOver(given).lent()).isSameAs(given);
    }

    @Test
    void equalBytesMakeEqualPayloads() {
        assertThat(Payload.ofUtf8("a secret")).isEqualTo(SECRET).hasSameHashCodeAs(SECRET);
        assertThat(Payload.ofUtf8("another")).isNotEqualTo(SECRET);
        assertThat(Payload.copyOf(new byte[0])).isSameAs(Payload.EMPTY);
        assertThat(Payload.takingOver(new byte[0])).isSameAs(Payload.EMPTY);
    }

    @Test
    void bytesThatAreNotUtf8AreReplacedInItsText() {
        assertThat(Payload.copyOf(new byte[] {'a', -1, 'b'}).asText()).isEqualTo("a\ufffdb");
    }
}
