package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** What jobs are run on is told by what it is, and put into bytes once. */
class BasisTest {
    private static final Basis BASIS = new Basis(Optional.of(Wire.DIGEST), Optional.of("v1"));

    @Test
    void ofTheSameModuleAndPolicyItIsTheSame() {
        var same = new Basis(Optional.of(Wire.DIGEST), Optional.of("v1"));

        assertThat(same).isEqualTo(BASIS).hasSameHashCodeAs(BASIS).hasToString(BASIS.toString());
    }

    @Test
    void ofAnotherModuleOrPolicyItIsNot() {
        assertThat(BASIS)
                .isNotEqualTo(new Basis(Optional.of(Wire.DIGEST), Optional.of("v2")))
                .isNotEqualTo(new Basis(Optional.empty(), Optional.of("v1")))
                .isNotEqualTo(Basis.NONE);
    }

    @Test
    void twoResultsOnItHaveTheBytesOfItsWordsInCommon() {
        var first = headers(new Execution(BASIS, 1, Duration.ZERO, Optional.empty()));
        var second = headers(new Execution(BASIS, 2, Duration.ofMillis(3), Optional.empty()));

        for (var name : List.of(HeaderName.MODULE_DIGEST, HeaderName.POLICY_VERSION)) {
            assertThat(value(first, name)).isSameAs(value(second, name));
        }
    }

    private static List<Header> headers(Execution execution) {
        var job = Wire.plainJob();
        var well = new Outcome.Succeeded(Payload.EMPTY);
        return JobResultCodec.write(JobResult.of(job, well, execution, "urn:test", Wire.NOON));
    }

    private static byte[] value(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.key().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
