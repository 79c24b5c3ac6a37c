package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What only a broken virtual machine can cause is no outcome of a job: it ends the worker. */
class BrokenMachineTest {
    @Test
    void anErrorOfTheVirtualMachineIsNoOutcome() {
        try (var sandbox = sandbox(() -> new OutOfMemoryError("Java heap space"))) {
            var running =
                    sandbox.start(sandbox.admitted(guest().bytes()), TestingContexts.context());

            assertThatThrownBy(running::get).hasCauseInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void anyOtherErrorOfOursIsAFaultOfTheWorker() {
        try (var sandbox = sandbox(() -> new AssertionError("never"))) {
            var ended = sandbox.run(guest());

            assertThat(ended.code()).isEqualTo(ErrorCode.WORKER_FAULT);
        }
    }

    private static TestingSandbox sandbox(Supplier<Error> error) {
        var broken =
                new HostFunction(
                        "testing",
                        "broken",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        (_, _) -> {
                            throw error.get();
                        });
        return new TestingSandbox(1, List.of(broken));
    }

    private static WasmBytes guest() {
        return WasmBytes.module()
                .importing("testing", "broken", ">")
                .function(">", "call 0")
                .export("_start", 1);
    }
}
