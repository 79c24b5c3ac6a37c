package dev.pointsman.it.bench.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.it.bench.measure.Guests;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.GuestEnd;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.TestingFuel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sides of the benchmark differ by what they are said to differ by, and by nothing else. */
final class SidesTest {
    /** What our memory copies when a guest first writes to it, which the engine's has already. */
    private static final long FUEL_OF_A_LEAF = 1 + 4096 / 64;

    @TempDir private Path folder;

    private Path modules;

    @BeforeEach
    void copyModules() throws Exception {
        modules = Guests.in(folder, Path.of("..").toRealPath()).modules();
    }

    @ParameterizedTest
    @EnumSource(BenchGuest.class)
    void everyGuestSucceedsInTheSandbox(BenchGuest guest) throws Exception {
        var end = inSandbox(Main.hostFunctions(), guest);

        assertThat(end.outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void theEngineAloneHashesWhatTheSandboxHashes() throws Exception {
        var module = BenchGuest.HASHES.module(modules);
        var input = BenchJob.input(BenchGuest.HASHES);
        var streams = new EngineStreams(input.toBytes());

        InEngine.job(module, streams).run();

        var inSandbox = inSandbox(Main.hostFunctions(), BenchGuest.HASHES);
        assertThat(inSandbox.outcome())
                .isEqualTo(new Outcome.Succeeded(Payload.copyOf(streams.written())));
    }

    @Test
    void theEnginePaysAsMuchFuelAsTheSandboxButForTheLeafThatIsCopied() throws Exception {
        var job = InEngine.job(BenchGuest.CALCULATES.module(modules), Payload.EMPTY);

        var paid = onJobThread(() -> TestingFuel.metered(BenchJob.FUEL, BenchJob.TIME, 256, job));

        assertThat(inSandbox(Main.hostFunctions(), BenchGuest.CALCULATES).usage().fuel())
                .isEqualTo(paid + FUEL_OF_A_LEAF)
                .isGreaterThan(1_000_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = BenchGuest.class,
            names = {"HASHES", "ADDS_UP", "PRICES"})
    void aFreedGuestIsStillCountedAndOnlyNotLookedAt(BenchGuest guest) throws Exception {
        var all = inSandbox(Main.hostFunctions(), guest).usage().fuel();

        var freed = inSandbox(InSandbox.freeing(Main.hostFunctions()), guest);

        assertThat(freed.outcome()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(freed.usage().fuel()).isEqualTo(all);
    }

    private GuestEnd inSandbox(HostFunctions functions, BenchGuest guest) throws Exception {
        var admitted = (Admission.Admitted) new Gate(functions).admit(guest.module(modules));
        var sandbox = new InSandbox(functions);
        return onJobThread(() -> sandbox.end(admitted.module(), BenchJob.input(guest)));
    }

    private static <T> T onJobThread(Callable<T> work) throws Exception {
        try (var threads = new JobThreads(1)) {
            return threads.submit(work).get();
        }
    }
}
