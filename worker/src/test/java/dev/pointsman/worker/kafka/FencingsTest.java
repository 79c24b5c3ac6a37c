package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Two workers with one transactional id must not fence each other for ever. */
class FencingsTest {
    private static final KafkaException FENCED = new ProducerFencedException("fenced");

    private final Fencings fencings = new Fencings("workers-3", Duration.ofSeconds(15));
    private long nowNanos = -5;

    @Test
    void theFourthWithinAMinuteIsOneTooMany() {
        fenced(Duration.ofSeconds(10), FENCED);
        fenced(Duration.ofSeconds(10), new KafkaException("wrapped", FENCED));
        fenced(Duration.ofSeconds(10), FENCED);

        assertThatThrownBy(() -> fenced(Duration.ofSeconds(10), FENCED))
                .isInstanceOf(UnfitCluster.class)
                .hasMessageContainingAll("fenced 4 times", "workers-3", "pointsman.kafka.slot");
    }

    @Test
    void fencingsFarApartAreAWorkersThatStoodStill() {
        assertThatCode(
                        () -> {
                            for (var i = 0; i < 20; i++) {
                                fenced(Duration.ofSeconds(21), FENCED);
                            }
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void otherFailuresDoNotCount() {
        assertThatCode(
                        () -> {
                            for (var i = 0; i < 20; i++) {
                                fenced(Duration.ZERO, new TimeoutException("no answer"));
                            }
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void aTransactionThatWasOpenForTooLongIsTheWorkersOwnDoing() {
        assertThatCode(
                        () -> {
                            for (var i = 0; i < 20; i++) {
                                var begunNanos = nowNanos;
                                nowNanos += Duration.ofSeconds(15).toNanos();
                                fencings.count(FENCED, begunNanos, nowNanos);
                            }
                        })
                .doesNotThrowAnyException();
    }

    private void fenced(Duration later, KafkaException lost) {
        nowNanos += later.toNanos();
        fencings.count(lost, nowNanos - 1, nowNanos);
    }
}
