package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingMemory;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Host functions act for an instance that a job is attached to, while that job runs. */
class AttachmentTest {
    private static final long NEVER = Long.MAX_VALUE / 2;

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();
    private final GuestModule module =
            sandbox.admitted(
                    WasmBytes.module()
                            .importing("pointsman/v1", "log", "iii>i")
                            .function(">", "i32.const 0 i32.const 0 i32.const 0 call 0 drop")
                            .memory(1, 1)
                            .export("_start", 1)
                            .bytes());
    private final Meter meter = new Meter();

    @Test
    void anInstanceOfAJobIsAnswered() {
        var lines =
                TestingSandbox.await(
                        sandbox.threads()
                                .submit(() -> {
                                    JobThread.current().arm(NEVER, NEVER, JobThread.FUEL_A_LOOK);
                                    instance(this::attached).export("_start").apply();
                                    return meter.usage(0).hostCalls();
                                }));

        assertThat(lines).isEqualTo(1);
    }

    @Test
    void anInstanceNobodyAttachedIsRefused() {
        var instance = instance(module.machines());

        assertRefused(instance);
    }

    @Test
    void anInstanceWhoseJobHasEndedIsRefused() {
        var instance = instance(this::attached);

        meter.end();

        assertRefused(instance);
    }

    /** The thread's next job has its leaves. */
    @Test
    void anInstanceWhoseJobHasEndedHasNoMemory() {
        var declared = TestingImages.module();
        var memory = TestingImages.begun(MemoryImage.of(declared), declared);
        memory.writeByte(0, (byte) 1);
        meter.memory(memory);

        meter.end();

        assertThat(memory.pages()).isZero();
        assertThatThrownBy(() -> memory.read(0)).isInstanceOf(WasmRuntimeException.class);
        assertThatThrownBy(() -> memory.writeByte(0, (byte) 2))
                .isInstanceOf(WasmRuntimeException.class);
    }

    private static void assertRefused(Instance instance) {
        var stopped =
                catchThrowableOfType(JobStopped.class, () -> instance.export("_start").apply());

        assertThat(stopped.code()).isEqualTo(ErrorCode.WORKER_FAULT);
        assertThat(stopped.detail()).isEqualTo("a host function was called outside a job");
    }

    private Machine attached(Instance instance) {
        var context = TestingContexts.context();
        var table = new HostTables(Main.hostFunctions()).of(context.policy(), context.module());
        var guest = new TestingMemory().guest(context);
        var stack =
                new StackReserve(new JobThread(() -> {}, "nobody's"), module.cost().frameBytes());
        return new JobMachine(module.machines().apply(instance), table, guest, meter, stack);
    }

    private Instance instance(Function<Instance, Machine> machines) {
        return Instance.builder(module.outline())
                .withImportValues(module.imports())
                .withMachineFactory(machines)
                .withStart(false)
                .build();
    }
}
