package dev.pointsman.worker.observe.meters;

import dev.pointsman.worker.kafka.TransactionListener;
import dev.pointsman.worker.kafka.TransactionStep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts how transactions end. Safe on every thread. */
public final class TransactionMeters implements TransactionListener {
    private final Counter committed;
    private final Counter aborted;

    public TransactionMeters(MeterRegistry registry) {
        this.committed = counter(registry, "committed");
        this.aborted = counter(registry, "aborted");
    }

    @Override
    public void reached(TransactionStep step, int jobs) {
        switch (step) {
            case COMMITTED -> committed.increment();
            case ABORTED -> aborted.increment();
            case BEGUN, SENT, OFFSETS_SENT -> {}
        }
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("pointsman.transactions")
                .description("Transactions that have ended")
                .tag("result", result)
                .register(registry);
    }
}
