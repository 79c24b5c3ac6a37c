package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * How many keys an owner holds up that finds more of them waiting than it has room for: other
 * workers may have left theirs behind. Two lanes are too many for this flow.
 */
class KeyOrderRoomTest extends TestingKeyOrder {
    private static final long NOW = 0;

    private void twoKeysWait() {
        order.await(claim);
        read(0, 0, RED, "red", NOW);
        read(1, 1, BLUE, "blue", NOW);
    }

    @Test
    void noMoreAreReadThanThereIsRoomFor() {
        twoKeysWait();

        assertThat(later.isFull(beside)).isTrue();
        assertThat(later.offer(retry(2, 2, lane("green"), "green"), NOW)).isEqualTo(Offer.NO_ROOM);
        assertThat(order.lanes()).isEqualTo(2);
    }

    @Test
    void theNextIsReadWhenOneHasEnded() {
        twoKeysWait();
        later.awaken(NOW);

        run();

        assertThat(later.isFull(beside)).isFalse();
        assertThat(order.lanes()).isEqualTo(1);
    }

    /** Or nobody would read it who waits behind it. */
    @Test
    void oneThatFailsAgainKeepsItsLaneNoLonger() {
        twoKeysWait();
        later.awaken(NOW);

        fails();

        assertThat(later.isFull(beside)).isFalse();
        assertThat(order.lanes()).isEqualTo(1);
    }

    @Test
    void butNobodyBeginsBeforeItsRecordIsReadAgain() {
        twoKeysWait();
        later.awaken(NOW);
        var red = flow.next().orElseThrow();
        order.keep(red);
        end(red);

        assertThat(order.isRead(beside)).isFalse();
        assertThat(order.isToBeReadOn(beside)).as("before it is written").isFalse();
        committed();
        assertThat(order.isToBeReadOn(beside)).isTrue();
        assertThat(order.isToBeReadOn(beside)).as("once more").isFalse();
        read(2, 0, RED, "red again", NOW);
        run();

        assertThat(order.isRead(beside)).isTrue();
        offer(2, RED, "another");
        assertNothingBegins();
    }

    @Test
    void oneThatIsMovedKeepsItsLaneNoLongerEither() {
        order.await(claim);
        read(0, 0, RED, "red", 1_000);
        read(1, 1, BLUE, "blue", 1_000);

        later.takeOut(beside, 100, 1, NOW).forEach(ticket -> later.moved(ticket, "moved", 1));

        assertThat(later.isFull(beside)).isFalse();
        assertThat(order.isRead(beside)).isFalse();
        committed();
        assertThat(order.isToBeReadOn(beside)).isTrue();
    }

    /** As when another partition comes, and each has less. */
    @Test
    void whereNothingIsReadOneMoreIsHoweverManyLanesAreKept() {
        order.await(claim);
        read(0, 0, RED, "red", NOW);
        later.awaken(NOW);
        fails();
        flow.claim(Progress.upTo(0));

        assertThat(order.lanes()).isEqualTo(1);
        assertThat(later.isFull(beside)).isFalse();
        read(1, 0, RED, "red again", NOW);
        assertThat(later.isFull(beside)).isTrue();
    }

    @Test
    void whenJobsHaveBegunRetriesAreReadWhateverTheyKeep() {
        for (var offset = 0; offset < 2; offset++) {
            offer(offset, lane("key " + offset), "fails");
            fails();
        }

        assertThat(flow.isFull(claim)).isTrue();
        assertThat(later.isFull(beside)).isFalse();
    }

    /** Of an earlier policy: nobody waits until all of those are known. */
    @Test
    void whereNobodyAwaitsThemNoMoreLanesAreKeptThanThereIsRoomFor() {
        for (var offset = 0; offset < 50; offset++) {
            read(offset, offset, lane("key " + offset), "old", NOW);
        }

        assertThat(order.lanes()).isEqualTo(2);
    }

    /** The topic has many times what may be held; each job fails once more before it ends. */
    @Test
    void aTopicOfManyKeysIsDrainedWithinTheBounds() {
        var topic = new ArrayList<Ticket<String>>();
        for (var key = 0; key < 500; key++) {
            topic.add(retry(key, key, lane("key " + key), "fails"));
        }
        order.await(claim);
        var most = 0;

        for (var read = 0; read < topic.size(); read++) {
            var ticket = topic.get(read);
            read(ticket.offset(), ticket.place(), ticket.lane(), ticket.job(), NOW);
            most = Math.max(most, order.lanes());
            if (later.isFull(beside)) {
                later.awaken(NOW);
                var next = flow.next().orElseThrow();
                if (next.job().equals("fails")) {
                    topic.add(retry(topic.size(), next.place(), next.lane(), "ends"));
                    order.keep(next);
                }
                end(next);
                committed();
            }
        }

        assertThat(most).isEqualTo(2);
        assertThat(order.isToBeReadOn(beside)).isTrue();
        assertThat(order.isRead(beside)).isTrue();
        assertThat(order.lanes()).isEqualTo(1);
    }
}
