package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Each offset is run until its result is committed, and never after. */
class OffsetsInFlightTest {
    @Example
    void whatEndsOutOfOrderIsRememberedBeyondTheBase() {
        var offsets = taken(0, 1, 2, 3);
        offsets.finish(3);
        offsets.finish(1);

        var progress = offsets.progress();

        assertThat(progress.base()).isZero();
        assertThat(progress.beyond().stream()).containsExactly(1, 3);
    }

    @Example
    void theBaseMovesPastAllThatIsFinished() {
        var offsets = taken(0, 1, 2, 3);
        offsets.finish(1);
        offsets.finish(0);

        assertThat(offsets.progress()).isEqualTo(Progress.upTo(2));
    }

    @Example
    void anOffsetWithoutARecordIsNotWaitedFor() {
        var offsets = taken(0, 5);
        offsets.finish(0);
        offsets.finish(5);

        assertThat(offsets.progress()).isEqualTo(Progress.upTo(6));
    }

    @Example
    void theWindowEndsBeforeTheMetadataDoes() {
        var offsets = taken(10);

        assertThat(offsets.hasRoomFor(9L + Progress.WINDOW)).isTrue();
        assertThat(offsets.hasRoomFor(10L + Progress.WINDOW)).isFalse();
        assertThatThrownBy(() -> offsets.take(10L + Progress.WINDOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void aGapLongerThanTheWindowHoldsNothingUp() {
        var offsets = taken(0);
        offsets.finish(0);

        assertThat(offsets.take(1_000_000)).isTrue();
        assertThat(offsets.progress()).isEqualTo(Progress.upTo(1_000_000));
    }

    @Example
    void whatIsFinishedAlreadyCannotBeFinishedAgain() {
        var offsets = taken(0, 1);
        offsets.finish(1);

        assertThatThrownBy(() -> offsets.finish(1)).hasMessage("offset: 1 is not in flight");
    }

    /** Owners come and go; each commits some of what it took, and the next begins with that. */
    @Property
    void everyOffsetIsFinishedOnceWhateverItsOwners(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 4) Integer> gaps,
            @ForAll @Size(max = 40) List<@IntRange(max = 59) Integer> order) {
        var records = offsets(gaps);
        var finished = new ArrayList<Long>();
        var progress = Progress.upTo(0);
        for (var part : parts(order)) {
            progress = own(progress, records, part, finished);
        }
        own(progress, records, allPlaces(records), finished);

        assertThat(finished).containsExactlyInAnyOrderElementsOf(records);
    }

    /** Polls everything from the base on, finishes some of it in the order given. */
    private static Progress own(
            Progress begun, List<Long> records, List<Integer> order, List<Long> finished) {
        var offsets = new OffsetsInFlight(begun);
        var open = new TreeSet<Long>();
        for (var offset : records) {
            if (offset >= begun.base() && offsets.take(offset)) {
                open.add(offset);
            }
        }
        for (var place : new HashSet<>(order)) {
            var offset = place < records.size() ? records.get(place) : -1L;
            if (open.remove(offset)) {
                offsets.finish(offset);
                finished.add(offset);
            }
        }
        return offsets.progress();
    }

    private static List<Long> offsets(List<Integer> gaps) {
        var offsets = new ArrayList<Long>();
        var offset = 0L;
        for (var gap : gaps) {
            offset += gap;
            offsets.add(offset);
        }
        return offsets;
    }

    private static List<List<Integer>> parts(List<Integer> order) {
        var half = order.size() / 2;
        return List.of(order.subList(0, half), order.subList(half, order.size()));
    }

    private static List<Integer> allPlaces(List<Long> records) {
        var places = new ArrayList<Integer>();
        for (var place = 0; place < records.size(); place++) {
            places.add(place);
        }
        return places;
    }

    /** A transaction's marker behind the last record, or records of one that was aborted. */
    @Example
    void whatLiesBehindTheLastRecordAndIsNoneIsPassedOver() {
        var inFlight = taken(4, 5);
        inFlight.finish(4);
        inFlight.finish(5);

        assertThat(inFlight.passTo(9)).isTrue();

        assertThat(inFlight.progress()).isEqualTo(Progress.upTo(9));
        assertThat(inFlight.passTo(9)).isFalse();
        assertThat(inFlight.take(9)).isTrue();
    }

    @Example
    void nothingIsPassedOverWhileAnythingIsInFlight() {
        var inFlight = taken(4, 5);
        inFlight.finish(5);

        assertThat(inFlight.passTo(9)).isFalse();

        assertThat(inFlight.progress().base()).isEqualTo(4);
    }

    @Example
    void nothingIsPassedOverBackwards() {
        var inFlight = new OffsetsInFlight(Progress.upTo(7));

        assertThat(inFlight.passTo(3)).isFalse();
        assertThat(inFlight.progress()).isEqualTo(Progress.upTo(7));
    }

    /** By an owner before, who had got further than what it left. */
    @Example
    void whatIsFinishedFurtherOnStaysSo() {
        var beyond = new BitSet();
        beyond.set(2);
        beyond.set(6);
        var inFlight = new OffsetsInFlight(Progress.of(10, beyond));

        assertThat(inFlight.passTo(14)).isTrue();

        assertThat(inFlight.progress().base()).isEqualTo(14);
        assertThat(inFlight.take(14)).isTrue();
        assertThat(inFlight.take(15)).isTrue();
        assertThat(inFlight.take(16)).isFalse();
    }

    private static OffsetsInFlight taken(long... offsets) {
        var inFlight = new OffsetsInFlight(Progress.upTo(offsets[0]));
        for (var offset : offsets) {
            assertThat(inFlight.take(offset)).isTrue();
        }
        return inFlight;
    }
}
