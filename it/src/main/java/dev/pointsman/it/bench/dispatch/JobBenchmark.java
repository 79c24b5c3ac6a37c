package dev.pointsman.it.bench.dispatch;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a job pays that has a fresh instance: what it needs of imports, the instance, and both with
 * four calls. Whoever keeps imports pays nothing for the first. Instances are made by either way,
 * so that what swapping imports costs is told apart from what the engine's builder costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JobBenchmark {
    @Param({"CONSTANT", "CLOSURE", "MACHINE"})
    public Carriers carrier = Carriers.CONSTANT;

    @Param public Linking linking = Linking.ENGINE;

    private final Tenant tenant = new Tenant(7);
    private BenchGuest guest = new BenchGuest(carrier, linking, tenant);
    private ImportValues shared = guest.imports();

    /** By now JMH has said which carrier it is. */
    @Setup
    public void link() {
        guest = new BenchGuest(carrier, linking, tenant);
        shared = guest.imports();
    }

    @Benchmark
    public ImportValues imports() {
        return carrier.isRebound() ? guest.imports() : shared;
    }

    @Benchmark
    public Instance instance() {
        return guest.instance(shared);
    }

    @Benchmark
    public long[] job() {
        var own = guest.instance(imports());
        return carrier.run(tenant, own.export("loop")::apply, 1);
    }
}
