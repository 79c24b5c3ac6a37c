package dev.pointsman.worker.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingStates;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a job asks to become visible, up to its limits. */
class EffectsTest {
    @Test
    void publicationsKeepTheirOrder() {
        var effects = TestingStates.effects(TestingLimits.ROOMY);

        effects.publish(publication("one"));
        effects.publish(publication("two"));

        assertThat(effects.publications()).containsExactly(publication("one"), publication("two"));
    }

    @Test
    void asManyPublicationsAsTheLimitAreKept() {
        var effects = TestingStates.effects(TestingLimits.publishing(2, 100));

        assertThatNoException()
                .isThrownBy(() -> {
                    effects.publish(publication("one"));
                    effects.publish(publication("two"));
                });
    }

    @Test
    void onePublicationMoreEndsTheJob() {
        var effects = TestingStates.effects(TestingLimits.publishing(1, 100));
        effects.publish(publication("one"));

        var stopped =
                catchThrowableOfType(JobStopped.class, () -> effects.publish(publication("two")));

        assertThat(stopped.code()).isEqualTo(ErrorCode.OUTPUT_TOO_LARGE);
        assertThat(stopped.detail()).contains("1 records (limit max-publications)");
    }

    @Test
    void keysAndValuesCountTogether() {
        var effects = TestingStates.effects(TestingLimits.publishing(9, 11));
        effects.publish(publication("12345"));

        var stopped =
                catchThrowableOfType(JobStopped.class, () -> effects.publish(publication("12345")));

        assertThat(stopped.detail()).contains("11 bytes (limit max-published-bytes)");
    }

    @Test
    void outputUpToItsLimitIsKept() {
        var output = new Output(5);

        output.append(new byte[] {'h', 'e'});
        output.append(new byte[] {'l', 'l', 'o'});

        assertThat(output.toPayload()).isEqualTo(Payload.ofUtf8("hello"));
    }

    @Test
    void outputBeyondItsLimitEndsTheJob() {
        var output = new Output(5);
        output.append(new byte[5]);

        var stopped = catchThrowableOfType(JobStopped.class, () -> output.append(new byte[1]));

        assertThat(stopped.code()).isEqualTo(ErrorCode.OUTPUT_TOO_LARGE);
        assertThat(stopped.detail()).contains("5 bytes (limit max-output-bytes)");
    }

    @Test
    void roomForMoreThanTwoGigabytesIsAskedForWithoutOverflow() {
        var output = new Output(Integer.MAX_VALUE);
        output.append(new byte[1]);

        var stopped =
                catchThrowableOfType(
                        JobStopped.class, () -> output.requireRoomFor(Integer.MAX_VALUE));

        assertThat(stopped.code()).isEqualTo(ErrorCode.OUTPUT_TOO_LARGE);
    }

    /** A record with a key of one byte. */
    private static Publication publication(String value) {
        return new Publication(
                "topic",
                Optional.of(Payload.ofUtf8("k")),
                "type",
                "text/plain",
                Payload.ofUtf8(value));
    }
}
