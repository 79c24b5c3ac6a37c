package dev.pointsman.it.bench.dispatch;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.HostCall;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The calls of {@link DispatchBenchmark} through the worker's own sandbox: not only the way to the
 * context, but all that a host function asks before it acts, room on the stack, calls left, time,
 * and what is noted afterwards. A job makes ten thousand calls, so that its beginning, on a thread
 * of its own, is a few nanoseconds of each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WorkerBenchmark {
    private static final int ROUNDS = 2_500;
    private static final int CALLS = ROUNDS * Carriers.FUNCTIONS;

    private final TestingSandbox sandbox = new TestingSandbox(1, functions());
    private final GuestModule module = sandbox.admitted(guest().bytes());
    private final JobContext context = TestingContexts.context(TestingLimits.hostCalls(CALLS));

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public Outcome call() {
        var outcome = sandbox.run(module, context).outcome();
        if (outcome instanceof Outcome.Succeeded) {
            return outcome;
        }
        throw new IllegalStateException("the guest's job: " + outcome + " (expected: a success)");
    }

    @TearDown
    public void close() {
        sandbox.close();
    }

    /** A class for each function, as in {@link Carriers}. */
    private static List<HostFunction> functions() {
        return List.of(
                function(0, (guest, arguments) -> number(guest) + arguments[0]),
                function(1, (guest, arguments) -> number(guest) + arguments[0] + 1),
                function(2, (guest, arguments) -> number(guest) + arguments[0] + 2),
                function(3, (guest, arguments) -> number(guest) + arguments[0] + 3));
    }

    private static long number(Guest guest) {
        return guest.context().attempt();
    }

    private static HostFunction function(int number, HostCall call) {
        return new HostFunction(
                "bench",
                name(number),
                List.of(ValueType.I32),
                Optional.of(ValueType.I32),
                Optional.of("bench/v1/call"),
                call);
    }

    private static String name(int function) {
        return "call-" + function;
    }

    /** What the module of the other benchmarks does, with its rounds in its code. */
    private static WasmBytes guest() {
        var guest = WasmBytes.module();
        var calls = new StringBuilder();
        IntStream.range(0, Carriers.FUNCTIONS)
                .forEach(function -> {
                    guest.importing("bench", name(function), "i>i");
                    calls.append("local.get 0 call ").append(function).append(" local.set 0 ");
                });
        return guest.function(
                        ">",
                        2,
                        "i32.const "
                                + ROUNDS
                                + " local.set 1 loop #40 "
                                + calls
                                + "local.get 1 i32.const 1 i32.sub local.tee 1 br_if 0 end")
                .export("_start", Carriers.FUNCTIONS);
    }
}
