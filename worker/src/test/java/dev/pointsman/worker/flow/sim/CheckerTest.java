package dev.pointsman.worker.flow.sim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.flow.Lane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The checker names what is wrong. */
class CheckerTest {
    private static final Optional<Lane> RED =
            Optional.of(new Lane(new TenantId("acme"), Payload.ofUtf8("red")));
    private static final PublishedJob FIRST = new PublishedJob(new JobId(0, 0), RED, 1, false);
    private static final PublishedJob SECOND = new PublishedJob(new JobId(0, 1), RED, 0, false);

    private final Broker broker =
            new Broker(
                    new JobsTopic(List.of(List.of(FIRST, SECOND))),
                    new ConsumerGroup(_ -> Map.of()),
                    new Clock());

    @Test
    void allIsWell() {
        finish(FIRST.lines(), SECOND.lines());

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aJobWithoutAResultIsLost() {
        finish(FIRST.lines());

        assertThatThrownBy(this::check).hasMessage("lost: 0@1");
    }

    @Test
    void aSecondResultIsADuplicate() {
        finish(FIRST.lines(), SECOND.lines(), SECOND.lines());

        assertThatThrownBy(this::check).hasMessageStartingWith("duplicate: ");
    }

    @Test
    void aResultWithoutItsEffectsIsTorn() {
        finish(List.of(FIRST.lines().getLast()), SECOND.lines());

        assertThatThrownBy(this::check).hasMessage("torn: 0@0 has 0 of 1 effects");
    }

    @Test
    void theLaterOfALaneBeforeTheEarlierIsReordered() {
        finish(SECOND.lines(), FIRST.lines());

        assertThatThrownBy(this::check).hasMessage("reordered: 0@0 after 1");
    }

    @Test
    void aResultNobodyAskedForIsNoticed() {
        var other = new PublishedJob(new JobId(0, 2), RED, 0, false);
        finish(FIRST.lines(), SECOND.lines(), other.lines());

        assertThatThrownBy(this::check).hasMessageStartingWith("unasked: ");
    }

    @Test
    void anOffsetThatGoesBackIsNoticed() {
        finish(FIRST.lines(), SECOND.lines());
        broker.offsets().commit(0, new CommittedOffset(1, ""));
        broker.offsets().commit(0, new CommittedOffset(2, ""));

        assertThatThrownBy(this::check).hasMessageStartingWith("nonmonotonic: ");
    }

    @Test
    void progressThatDoesNotTellAllIsNoticed() {
        broker.results().append(FIRST.lines(), Transaction.none());
        broker.results().append(SECOND.lines(), Transaction.none());
        broker.offsets().commit(0, new CommittedOffset(1, ""));

        assertThatThrownBy(this::check).hasMessageStartingWith("unfinished: 0@1");
    }

    @Test
    void aTransactionThatIsLeftOpenIsNoticed() {
        finish(FIRST.lines(), SECOND.lines());
        broker.results().append(FIRST.lines(), new Transaction(0));

        assertThatThrownBy(this::check).hasMessageStartingWith("hanging: ");
    }

    @SafeVarargs
    private void finish(List<Line>... written) {
        for (var lines : written) {
            broker.results().append(lines, Transaction.none());
        }
        broker.offsets().commit(0, new CommittedOffset(2, ""));
    }

    private void check() {
        new Checker(broker).check();
    }
}
