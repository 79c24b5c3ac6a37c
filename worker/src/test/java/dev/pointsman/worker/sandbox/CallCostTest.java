package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a module's functions, and how often the clock is looked at for it. */
class CallCostTest {
    private static final long NEVER = TimeUnit.DAYS.toNanos(1);
    private static final long MUCH = 1_000_000;

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    /** From one question to the next as much is done as the longest function has instructions. */
    @ParameterizedTest
    @CsvSource({
        "0, 4096",
        "1, 4096",
        "976, 4096",
        "977, 4094",
        "4000, 1000",
        "15625, 256",
        "15626, 256",
        "2147483647, 256"
    })
    void theLongerAFunctionTheLessFuelFromOneLookToTheNext(int instructions, int fuel) {
        assertThat(new CallCost(640, instructions).fuelALook()).isEqualTo(fuel);
    }

    @Test
    void itIsThatOfTheLargestFunctionAndOfTheLongest() {
        var module =
                WasmBytes.module()
                        .function(">", 99, "i32.const 1 drop")
                        .function(">", "nop ".repeat(1_000))
                        .export("_start", 0);

        var cost = sandbox.admitted(module.bytes()).cost();

        assertThat(cost.frameBytes()).isEqualTo(640 + 16 * (99 + 1));
        assertThat(cost.instructions()).isEqualTo(1_001);
        assertThat(cost.fuelALook()).isEqualTo(3_996);
    }

    /** The frame of a compiled function grows with what it computes, which one call may do. */
    @ParameterizedTest
    @CsvSource({"call 0, 1, 8600", "i32.const 0 call_indirect 0 0, 1, 8600", "nop, 2000, 656"})
    void aFunctionThatCallsHasTheLargestFrameThereIs(String first, int times, int bytes) {
        var module =
                WasmBytes.module()
                        .table(1)
                        .function(">", first + " i32.const 1 drop nop".repeat(times))
                        .export("_start", 0);

        assertThat(sandbox.admitted(module.bytes()).cost().frameBytes()).isEqualTo(bytes);
    }

    /** What moves many bytes in one instruction counts for less than as many turns of a loop. */
    @ParameterizedTest
    @CsvSource({
        "1, 256, 256",
        "7, 256, 256",
        "8, 128, 256",
        "65, 29, 256",
        "1040, 2, 256",
        "4096, 1, 256",
        "1, 4096, 4096"
    })
    void theClockIsLookedAtAfterSoManyCharges(int units, int charges, int fuelALook) {
        assertThat(onJobThread(() -> chargesUntilStopped(units, fuelALook))).isEqualTo(charges);
    }

    @ParameterizedTest
    @CsvSource({"256", "1000", "4096"})
    void theClockIsLookedAtAfterSoManyQuestions(int fuelALook) {
        assertThat(onJobThread(() -> questionsUntilStopped(fuelALook))).isEqualTo(fuelALook);
    }

    /** A host call may take as long as thousands of instructions. */
    @Test
    void eachHostCallLooksAtTheClock() {
        var stopped =
                onJobThread(() -> {
                    var thread = JobThread.current();
                    thread.arm(MUCH, -1, 4_096);
                    try {
                        thread.requireTime();
                        return false;
                    } catch (JobStopped _) {
                        return thread.stopReason().equals(Optional.of(JobThread.Stop.DEADLINE));
                    } finally {
                        thread.disarm();
                    }
                });

        assertThat(stopped).isTrue();
    }

    @Test
    void whileThereIsTimeNobodyIsStopped() {
        var fuel =
                onJobThread(() -> {
                    var thread = JobThread.current();
                    thread.arm(MUCH, NEVER, 256);
                    for (var i = 0; i < 10_000; i++) {
                        thread.charge(65);
                        thread.requireTime();
                    }
                    var left = thread.fuelLeft();
                    thread.disarm();
                    return left;
                });

        assertThat(fuel).isEqualTo(MUCH - 65 * 10_000);
    }

    private static int chargesUntilStopped(int units, int fuelALook) {
        var thread = JobThread.current();
        thread.arm(100 * MUCH, -1, fuelALook);
        try {
            for (var charges = 1; charges < MUCH; charges++) {
                try {
                    thread.charge(units);
                } catch (JobStopped _) {
                    return charges;
                }
            }
            return -1;
        } finally {
            thread.disarm();
        }
    }

    private static int questionsUntilStopped(int fuelALook) {
        var thread = JobThread.current();
        thread.arm(100 * MUCH, -1, fuelALook);
        var questions = 1;
        while (!thread.isInterrupted()) {
            questions++;
        }
        thread.disarm();
        return questions;
    }

    private <T> T onJobThread(Callable<T> work) {
        return TestingSandbox.await(sandbox.threads().submit(work));
    }
}
