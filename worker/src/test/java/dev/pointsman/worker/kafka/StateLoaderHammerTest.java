package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingStateTopic.JOBS_ZERO;
import static dev.pointsman.worker.kafka.TestingStateTopic.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A partition that is given and taken away again while another thread reads its state. */
class StateLoaderHammerTest {
    private static final int ROUNDS = 4_000;

    private final TestingStateTopic topic = new TestingStateTopic();

    @Test
    void whateverMomentItIsTakenAwayAtItsRoomIsGivenBack() throws Exception {
        topic.add(ZERO, 0, "n", "1");
        topic.endsAt(ZERO, 7);

        try (var threads = Executors.newFixedThreadPool(2)) {
            var polling = threads.submit(this::giveAndTake);
            threads.submit(() -> readDuring(polling)).get();
        }

        assertThat(topic.budget.bytes()).isZero();
        assertThat(topic.budget.seen().partitions()).isZero();
    }

    private void giveAndTake() {
        for (var round = 0; round < ROUNDS; round++) {
            topic.want(JOBS_ZERO);
            while (topic.budget.seen().partitions() == 0) {
                Thread.onSpinWait();
            }
            topic.loads.forget(JOBS_ZERO);
        }
    }

    private Void readDuring(Future<?> polling) throws ExecutionException, InterruptedException {
        while (!polling.isDone()) {
            topic.read();
        }
        polling.get();
        topic.read();
        return null;
    }
}
