package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Jobs that keep the order of their key while they wait for another attempt. */
class KeyOrderTest extends TestingKeyOrder {
    @Test
    void noLaterJobOfItsKeyBeginsWhileItWaits() {
        offer(0, RED, "first");
        offer(1, RED, "waited already");
        fails();
        offer(2, RED, "came later");

        assertNothingBegins();
        read(0, 0, RED, "first", 10);
        assertNothingBegins();
    }

    @Test
    void otherKeysAndJobsWithoutOneDoNotWait() {
        offer(0, RED, "first");
        fails();
        offer(1, BLUE, "blue");
        offer(2, FREE, "free");
        offer(3, RED, "red");

        assertThat(next()).isEqualTo("blue");
        assertThat(next()).isEqualTo("free");
        assertNothingBegins();
    }

    @Test
    void aJobWithoutAKeyHoldsUpNobody() {
        offer(0, FREE, "first");
        offer(1, FREE, "second");

        fails();

        assertThat(next()).isEqualTo("second");
    }

    @Test
    void whenItIsDueItComesBeforeThem() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        read(0, 0, RED, "first again", 10);

        later.awaken(10);

        assertThat(next()).isEqualTo("first again");
        assertNothingBegins();
    }

    @Test
    void withItsEndTheyGoOnInTheirOrder() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        offer(2, RED, "third");
        read(0, 0, RED, "first again", 0);
        later.awaken(0);

        run();
        committed();

        var second = flow.next().orElseThrow();
        assertThat(second.job()).isEqualTo("second");
        assertNothingBegins();
        end(second);
        assertThat(next()).isEqualTo("third");
    }

    @Test
    void anotherFailureKeepsItsLane() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        read(0, 0, RED, "first again", 0);
        later.awaken(0);

        fails();

        assertNothingBegins();
        read(1, 0, RED, "once more", 0);
        later.awaken(0);
        assertThat(next()).isEqualTo("once more");
    }

    /** As after a change of the policy. */
    @Test
    void oneThatFailsAgainAndLeavesTheOrderLetsThemGoOn() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        read(0, 0, RED, "first again", 0);
        later.awaken(0);

        run();

        assertThat(next()).isEqualTo("second");
    }

    @Test
    void aNewOwnerKnowsFromTheRecordWhichLanesAreKept() {
        read(0, 5, RED, "first again", 10);
        offer(6, RED, "second");
        offer(7, BLUE, "blue");

        assertThat(next()).isEqualTo("blue");
        assertNothingBegins();
        later.awaken(10);
        assertThat(next()).isEqualTo("first again");
    }

    @Test
    void oneThatIsWrittenOnceMoreKeepsItsLane() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        read(0, 0, RED, "first again", 1_000);

        later.takeOut(beside, 100, 1, 0).forEach(ticket -> later.moved(ticket, "moved", 1));
        committed();

        assertNothingBegins();
        read(1, 0, RED, "first again", 0);
        later.awaken(0);
        assertThat(next()).isEqualTo("first again");
    }

    @Test
    void oneThatCannotBeWrittenForItsNextAttemptLetsThemGoOn() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        var first = flow.next().orElseThrow();
        order.keep(first);
        end(first);
        assertNothingBegins();

        order.letGo(first);

        assertThat(next()).isEqualTo("second");
    }

    /** It has left the order of its key, and what it waited for might wait for its offset. */
    @Test
    void oneThatIsTriedAgainInNoOrderPassesThem() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        var first = flow.next().orElseThrow();
        readFree(0, 0, RED, "free");
        later.awaken(0);
        order.keep(first);

        end(first);

        assertThat(next()).isEqualTo("free");
        assertNothingBegins();
        readFree(1, 1, RED, "another");
        later.awaken(0);
        assertNothingBegins();
    }

    @Test
    void ofSeveralThatKeepALaneAllComeToTheirEndFirst() {
        read(0, 3, RED, "third again", 10);
        offer(5, RED, "next");
        read(1, 1, RED, "first again", 20);

        later.awaken(10);
        run();
        assertNothingBegins();
        later.awaken(20);
        run();

        assertThat(next()).isEqualTo("next");
    }
}
