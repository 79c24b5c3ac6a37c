package dev.pointsman.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.contracts.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Eight keys of one tenant counted at once, while another thread commits what has ended. */
class ClaimStateHammerTest {
    private static final int KEYS = 8;
    private static final int ROUNDS = 500;
    private static final StateName N = new StateName("n");

    private final StateBudget budget = new StateBudget(Long.MAX_VALUE);
    private final ClaimState claim = new ClaimState(new PartitionState(budget), budget);
    private final BlockingQueue<PendingWrites> ended = new LinkedBlockingQueue<>();

    @Test
    void everyKeyIsCountedWithoutAGap() throws Exception {
        try (var threads = Executors.newFixedThreadPool(KEYS + 1)) {
            var counting =
                    IntStream.range(0, KEYS)
                            .mapToObj(key -> threads.submit(() -> count(scope(key))))
                            .toList();
            var committing = threads.submit(this::commitAll);

            for (var thread : counting) {
                thread.get();
            }
            committing.get();
        }

        for (var key = 0; key < KEYS; key++) {
            assertThat(number(claim.of(scope(key)))).isEqualTo(ROUNDS);
        }
        var cost = PartitionState.cost(scope(0), N, value(ROUNDS));
        assertThat(budget.bytes()).isEqualTo(KEYS * cost);
    }

    private void count(StateScope scope) {
        for (var round = 0; round < ROUNDS; round++) {
            var job = claim.of(scope);
            var next = value(number(job) + 1);
            job.reserve(job.cost(N, next) - job.cost(N, job.find(N)), Long.MAX_VALUE);
            ended.add(job.end(List.of(new StateWrite(N, next))));
        }
    }

    private Void commitAll() throws InterruptedException {
        for (var i = 0; i < KEYS * ROUNDS; i++) {
            ended.take().commit();
        }
        return null;
    }

    private static int number(StateView view) {
        return view.find(N).map(it -> Integer.parseInt(it.asText())).orElse(0);
    }

    private static Optional<Payload> value(int number) {
        return Optional.of(Payload.ofUtf8(Integer.toString(number)));
    }

    private static StateScope scope(int key) {
        return new StateScope(new TenantId("acme"), Payload.ofUtf8("key-" + key));
    }
}
