package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

/** A worker that starts while its brokers are away begins when they are back. */
class AwaitedClusterTest {
    private static final String BROKERS = "kafka:9092";
    private static final KafkaException NO_ANSWER =
            new KafkaException("the broker does not answer", new TimeoutException());

    private final Readiness readiness = new Readiness();
    private final List<Optional<String>> troubles = new ArrayList<>();

    @Test
    void whileNobodyAnswersItAsksAgainAndSaysWhy() {
        var cluster = cluster(this::answerTheThirdTime, Duration.ZERO);

        cluster.await();

        assertThat(troubles).hasSize(3).allMatch(it -> it.orElseThrow().contains(BROKERS));
        assertThat(troubles.getLast().orElseThrow())
                .contains("no answer", "pointsman.kafka.bootstrap.servers", "expected: ");
        assertThat(readiness.trouble()).contains("starting");
    }

    @Test
    void aClusterThatWillNotDoIsNotAskedAgain() {
        var unfit = new UnfitCluster("transaction.version is 1");
        var cluster = cluster(() -> failWith(unfit), Duration.ZERO);

        assertThatThrownBy(cluster::await).isSameAs(unfit);
        assertThat(troubles).hasSize(1);
    }

    @Test
    void whoIsNotLetInDoesNotKnockAgain() {
        var refused =
                new KafkaException("the broker refuses", new SaslAuthenticationException("no"));
        var cluster = cluster(() -> failWith(refused), Duration.ZERO);

        assertThatThrownBy(cluster::await).isSameAs(refused);
        assertThat(troubles).hasSize(1);
    }

    @Test
    void whoIsToldToStopWaitsForNoAnswer() throws Exception {
        var asking = new CountDownLatch(1);
        var cluster = cluster(() -> askForEver(asking), Duration.ofDays(1));
        var waiting = Thread.ofVirtual().start(cluster::await);

        asking.await();
        cluster.stop();

        waiting.join();
    }

    @Test
    void whoIsToldToStopBetweenTwoQuestionsAsksNoMore() throws Exception {
        var asked = new CountDownLatch(1);
        var cluster = cluster(() -> failAfter(asked), Duration.ofDays(1));
        var waiting = Thread.ofVirtual().start(cluster::await);

        asked.await();
        cluster.stop();

        waiting.join();
    }

    @Test
    void whoIsToldToStopBeforehandAsksNobody() {
        var cluster = cluster(() -> failWith(NO_ANSWER), Duration.ofDays(1));
        cluster.stop();

        cluster.await();

        assertThat(troubles).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private AwaitedCluster cluster(Runnable start, Duration pause) {
        return new AwaitedCluster(BROKERS, readiness, start, pause);
    }

    private void answerTheThirdTime() {
        troubles.add(readiness.trouble());
        if (troubles.size() < 3) {
            throw NO_ANSWER;
        }
    }

    private void failWith(RuntimeException failure) {
        troubles.add(readiness.trouble());
        throw failure;
    }

    private static void failAfter(CountDownLatch asked) {
        asked.countDown();
        throw NO_ANSWER;
    }

    private static void askForEver(CountDownLatch asking) {
        asking.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
