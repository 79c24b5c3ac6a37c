package dev.pointsman.it.bench.instance;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.sandbox.TestingFuel;

/** Runs guests by the engine alone, with its own memory. Stateless. */
final class InEngine {
    private InEngine() {}

    /** A run from a fresh instance to its end. */
    static Runnable job(Payload bytes, Payload input) {
        return job(bytes, new EngineStreams(input.toBytes()));
    }

    static Runnable job(Payload bytes, EngineStreams streams) {
        var module = Parser.parse(bytes.toBytes());
        var machines =
                MachineFactoryCompiler.builder(module)
                        .withInterpreterFallback(InterpreterFallback.FAIL)
                        .compile();
        var imports = streams.imports(module);
        return () -> {
            streams.rewind();
            Instance.builder(module)
                    .withImportValues(imports)
                    .withMachineFactory(machines)
                    .withMemoryFactory(InEngine::memory)
                    .withStart(false)
                    .build()
                    .export("_start")
                    .apply();
        };
    }

    /** The same under our fuel and deadline; on a job thread only. */
    static Runnable meteredJob(Payload bytes, Payload input) {
        var job = job(bytes, input);
        var fuelALook = TestingFuel.fuelALook(Parser.parse(bytes.toBytes()));
        return () -> TestingFuel.metered(BenchJob.FUEL, BenchJob.TIME, fuelALook, job);
    }

    private static ByteArrayMemory memory(MemoryLimits limits) {
        return new ByteArrayMemory(
                new MemoryLimits(
                        limits.initialPages(),
                        Math.min(limits.maximumPages(), BenchJob.MAX_PAGES)));
    }
}
