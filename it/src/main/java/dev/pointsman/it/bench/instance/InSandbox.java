package dev.pointsman.it.bench.instance;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.GuestEnd;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.sandbox.TestingFuel;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.TestingStates;
import java.time.InstantSource;

/** Runs guests as a worker does, from a job's context to its outcome. Owned by one thread. */
final class InSandbox {
    private final Gate gate;
    private final Sandbox sandbox;

    InSandbox(HostFunctions functions) {
        this.gate = new Gate(functions);
        this.sandbox = new Sandbox(new HostTables(functions), InstantSource.system());
    }

    /**
     * The same functions; but whoever calls one is asked for neither fuel nor time from then on.
     */
    static HostFunctions freeing(HostFunctions functions) {
        return new HostFunctions(functions.list().stream().map(InSandbox::freeing).toList());
    }

    private static HostFunction freeing(HostFunction function) {
        return function.doing((guest, arguments) -> {
            TestingFuel.free();
            return function.call().answer(guest, arguments);
        });
    }

    /** A job of this module; one that does not succeed would be measured for nothing. */
    Runnable job(Payload module, Payload input) {
        var admitted = ((Admission.Admitted) gate.admit(module)).module();
        return () -> {
            var end = end(admitted, input);
            if (!(end.outcome() instanceof Outcome.Succeeded)) {
                throw new IllegalStateException("the guest ended with " + end.outcome());
            }
        };
    }

    /** How a job of this module ends. */
    GuestEnd end(GuestModule module, Payload input) {
        var job = TestingContexts.context(BenchJob.POLICY, BenchJob.request(input));
        return sandbox.run(TestingSandbox.now(job), TestingStates.effects(job), module);
    }
}
