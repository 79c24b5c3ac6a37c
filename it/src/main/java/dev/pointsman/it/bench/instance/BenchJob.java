package dev.pointsman.it.bench.instance;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.it.bench.load.Orders;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a guest is asked to do, and what it may. Stateless. */
final class BenchJob {
    static final Duration TIME = Duration.ofMinutes(1);
    static final long FUEL = 1L << 40;
    static final int MAX_PAGES = 1_024;

    private static final int MEBIBYTE = 1 << 20;
    private static final int HASHED_BYTES = 64 * 1024;
    private static final int MOST_CALLS = 1_000;
    private static final List<NamePattern> ALL = List.of(NamePattern.of("*"));

    /** Limits that none of them meets. */
    static final Policy POLICY =
            new Policy(
                    TestingContexts.ACME,
                    "v1",
                    ALL,
                    ALL,
                    ALL,
                    new Limits(
                            TIME,
                            FUEL,
                            MAX_PAGES,
                            MAX_PAGES,
                            MEBIBYTE,
                            MOST_CALLS,
                            1,
                            1,
                            MEBIBYTE,
                            TestingLimits.ROOMY.state()),
                    Map.of("topic", "totals", "currency", "EUR", "rate", "0.92"),
                    Map.of());

    private static final String TWO_LINES =
            """
            order_date,day_of_week,category,name,price,orders,revenue
            2020-01-01T00:00:00.000Z,Wednesday,Classic,Pepperoni Pizza Small,13,16,208
            2020-01-01T00:00:00.000Z,Wednesday,Classic,Hawaiian Pizza Medium,16,7,112
            """;

    private BenchJob() {}

    static Payload input(BenchGuest guest) {
        return switch (guest) {
            case HASHES -> Payload.takingOver(new byte[HASHED_BYTES]);
            case ADDS_UP -> Payload.takingOver(Orders.lines(1));
            case PRICES -> Payload.ofUtf8(TWO_LINES);
            default -> Payload.EMPTY;
        };
    }

    static JobRequest request(Payload input) {
        return TestingContexts.request(TestingContexts.ACME, "job-1", input);
    }
}
