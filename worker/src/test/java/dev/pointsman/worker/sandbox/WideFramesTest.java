package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A frame takes as much of the stack as it says, on its way through all compilers. */
class WideFramesTest {
    private static final int TIMES = 3_000;

    private final WideFrames frames = new WideFrames();

    @Test
    void asManyAsTheStackHasBytesForDoNotFit() throws Exception {
        var tooMany = (int) (JobThread.STACK_BYTES / WideFrames.BYTES);

        var fitted = onJobThread(() -> timesThatFit(tooMany));

        assertThat(fitted).isZero();
    }

    @Test
    void aTenthOfThemFits() throws Exception {
        var few = (int) (JobThread.STACK_BYTES / WideFrames.BYTES / 10);

        var fitted = onJobThread(() -> timesThatFit(few));

        assertThat(fitted).isEqualTo(TIMES);
    }

    private int timesThatFit(int count) {
        var fitted = 0;
        for (var i = 0; i < TIMES; i++) {
            fitted += fits(count) ? 1 : 0;
        }
        return fitted;
    }

    private boolean fits(int count) {
        try {
            frames.require(count);
            return true;
        } catch (StackOverflowError _) {
            return false;
        }
    }

    private static int onJobThread(Callable<Integer> work) throws Exception {
        var task = new FutureTask<>(work);
        new JobThread(task, "deep").start();
        return task.get();
    }
}
