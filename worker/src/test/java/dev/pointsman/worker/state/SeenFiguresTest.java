package dev.pointsman.worker.state;

import static dev.pointsman.worker.state.TestingSeen.NOON;
import static dev.pointsman.worker.state.TestingSeen.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is told of jobs that were forgotten before their window was over. */
class SeenFiguresTest {
    private static final Instant OVER = NOON.plus(WINDOW).plusMillis(1);

    private Instant now = NOON;
    private final SeenFigures figures = new SeenFigures(() -> now);

    private TestingSeen withRoomFor(int jobs) {
        return new TestingSeen(new SeenRoom(jobs, figures));
    }

    @Test
    void nothingIsAsLongAsThereIsRoom() {
        var seen = withRoomFor(2);

        seen.run("a", 1);
        seen.run("b", 2);

        assertThat(figures.forgottenEarly()).isZero();
        assertThat(seen.committed.forgottenEarly()).isZero();
    }

    @Test
    void theOldestThatGoesForAnotherIsForgottenEarly() {
        var seen = withRoomFor(2);
        seen.run("a", 1);
        seen.run("b", 2);

        seen.run("c", 3);

        assertThat(figures.forgottenEarly()).isEqualTo(1);
        assertThat(seen.committed.forgottenEarly()).isEqualTo(1);
    }

    @Test
    void oneThatIsOverIsForgottenInTime() {
        var seen = withRoomFor(1);
        seen.run("a", 1);
        now = OVER;

        seen.run("acme", "b", 2, OVER);

        assertThat(figures.forgottenEarly()).isZero();
    }

    @Test
    void oneForWhichThereIsNoRoomAtAllIs() {
        withRoomFor(0).run("a", 1);

        assertThat(figures.forgottenEarly()).isEqualTo(1);
    }

    @Test
    void oneOfATenantWithTooManyIs() {
        var seen = withRoomFor(Integer.MAX_VALUE);

        for (var offset = 0; offset <= SeenJobs.MOST_OF_A_TENANT; offset++) {
            seen.run("job-" + offset, offset);
        }

        assertThat(figures.forgottenEarly()).isEqualTo(1);
    }

    /** The other partition's are not its own to tell of. */
    @Test
    void theyAreToldOfTheirPartition() {
        var room = new SeenRoom(2, figures);
        var first = new TestingSeen(room);
        var second = new TestingSeen(room);
        first.run("a", 1);
        first.run("b", 2);

        second.run("c", 3);
        second.run("d", 4);

        assertThat(first.committed.forgottenEarly()).isZero();
        assertThat(second.committed.forgottenEarly()).isEqualTo(figures.forgottenEarly());
    }
}
