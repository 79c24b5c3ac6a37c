package dev.pointsman.it.bench.dispatch;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.pointsman.local.Home;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

/**
 * A guest that calls its host, by every way to the context. {@link #call} is a call in a long run
 * of them; {@link #job} is what a job pays that makes a fresh instance for four calls, imports
 * included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {
    private static final int ROUNDS = 250;
    private static final int CALLS_A_ROUND = 4;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final FunctionType TYPE =
            FunctionType.of(List.of(ValType.I32), List.of(ValType.I32));

    @Param public Carriers carrier = Carriers.CONSTANT;

    private final Tenant tenant = new Tenant(7);
    private final WasmModule module =
            Parser.parse(Home.current().folder().resolve("contracts/guests/testing/dispatch.wasm"));
    private final Function<Instance, Machine> machines = MachineFactoryCompiler.compile(module);

    private ImportValues shared = imports();
    private Instance instance = fresh(shared);

    /** By now JMH has said which carrier it is. */
    @Setup
    public void attach() {
        shared = imports();
        instance = fresh(shared);
        carrier.attach(instance, tenant);
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS * CALLS_A_ROUND)
    public long[] call() {
        return carrier.run(tenant, instance.export("loop")::apply, ROUNDS);
    }

    @Benchmark
    public long[] job() {
        var own = fresh(carrier.isRebound() ? imports() : shared);
        carrier.attach(own, tenant);
        try {
            return carrier.run(tenant, own.export("loop")::apply, 1);
        } finally {
            carrier.detach(own);
        }
    }

    private Instance fresh(ImportValues imports) {
        return Instance.builder(module)
                .withImportValues(imports)
                .withMachineFactory(made -> carrier.machine(machines.apply(made), tenant))
                .withStart(false)
                .build();
    }

    private ImportValues imports() {
        var imports = ImportValues.builder();
        for (var i = 0; i < NAMES.size(); i++) {
            var call = carrier.call(i, tenant);
            imports.addFunction(
                    new HostFunction(
                            "bench",
                            NAMES.get(i),
                            TYPE,
                            (made, arguments) ->
                                    new long[] {call.answer(made, (int) arguments[0])}));
        }
        return imports.build();
    }
}
