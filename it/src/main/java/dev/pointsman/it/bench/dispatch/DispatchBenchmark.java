package dev.pointsman.it.bench.dispatch;

import com.dylibso.chicory.runtime.Instance;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A guest that calls its host, by every way to the context: a call in a long run of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {
    private static final int ROUNDS = 250;

    @Param public Carriers carrier = Carriers.CONSTANT;

    private final Tenant tenant = new Tenant(7);
    private Instance instance = instance();

    /** By now JMH has said which carrier it is. */
    @Setup
    public void attach() {
        instance = instance();
        carrier.attach(instance, tenant);
    }

    private Instance instance() {
        var guest = new BenchGuest(carrier, Linking.ENGINE, tenant);
        return guest.instance(guest.imports());
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS * Carriers.FUNCTIONS)
    public long[] call() {
        return carrier.run(tenant, instance.export("loop")::apply, ROUNDS);
    }
}
