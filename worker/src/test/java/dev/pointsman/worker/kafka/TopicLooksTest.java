package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How a broker is asked about topics by who must not wait for it. */
class TopicLooksTest {
    private static final TopicLook PENDING = new TopicLook.Pending();

    private final AtomicInteger asked = new AtomicInteger();
    private final CompletableFuture<Supplier<Optional<String>>> broker = new CompletableFuture<>();
    private final AtomicLong nanos = new AtomicLong();
    private final TopicLooks looks = new TopicLooks(this::ask, nanos::get);

    private Optional<String> ask(String topic) {
        asked.incrementAndGet();
        return topic.equals("jobs.quick") ? Optional.empty() : broker.join().get();
    }

    private void fails(KafkaException fault) {
        broker.complete(() -> {
            throw fault;
        });
    }

    private void assertItIsAskedAgainEverySecond() {
        assertThat(looks.apply("jobs")).isEqualTo(PENDING);
        assertThat(asked).hasValueLessThan(2);
        Awaitility.await()
                .untilAsserted(() -> {
                    nanos.addAndGet(1_000_000_000);
                    assertThat(looks.apply("jobs")).isEqualTo(PENDING);
                    assertThat(asked).hasValueGreaterThan(2);
                });
    }

    /** Until it is known. */
    private TopicLook look(String topic) {
        return Awaitility.await().until(() -> looks.apply(topic), look -> !look.equals(PENDING));
    }

    @Test
    void nobodyWaitsForABrokerThatDoesNotAnswer() {
        assertThat(looks.apply("jobs")).isEqualTo(PENDING);
        assertThat(looks.apply("jobs")).isEqualTo(PENDING);

        assertThat(look("jobs.quick")).isEqualTo(new TopicLook.Fine());
        broker.complete(Optional::empty);
        look("jobs");
        assertThat(asked).hasValue(2);
    }

    @Test
    void itsAnswerIsKnownWhenItComes() {
        looks.apply("jobs");

        broker.complete(() -> Optional.of("topic retries is missing"));

        assertThat(look("jobs")).isEqualTo(new TopicLook.Unfit("topic retries is missing"));
    }

    @Test
    void whenItIsAskedForAgainTheBrokerIs() {
        look("jobs.quick");

        look("jobs.quick");

        assertThat(asked).hasValue(2);
    }

    @Test
    void oneThatTakesTooLongIsAskedAgain() {
        fails(new KafkaException("no answer", new TimeoutException()));
        looks.apply("jobs");

        assertItIsAskedAgainEverySecond();
    }

    @Test
    void oneThatHasNoLeaderIsAskedAgain() {
        fails(new KafkaException("refused", new NotLeaderOrFollowerException()));
        looks.apply("jobs");

        assertItIsAskedAgainEverySecond();
    }

    @Test
    void whatDoesNotMendItselfEndsTheSession() {
        fails(new KafkaException("refused", new TopicAuthorizationException("jobs")));

        assertThatThrownBy(() -> look("jobs")).isInstanceOf(KafkaException.class);
    }
}
