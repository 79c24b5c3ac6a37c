package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Progress comes back as it was written, or is told to be unreadable; it is never guessed. */
class ProgressCodecTest {
    private static final String WRITTEN = ProgressCodec.write(progress(7, Set.of(2, 3, 900)));

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("progress") Progress progress) {
        var metadata = ProgressCodec.write(progress);

        assertThat(ProgressCodec.read(progress.base(), metadata))
                .isEqualTo(new ProgressReading.Ours(progress));
    }

    /** Other workers read it. */
    @Example
    void theCheckHasEightDigits() {
        assertThat(ProgressCodec.write(Progress.upTo(56))).isEqualTo("pointsman/1:56::00ed5542");
    }

    @Example
    void theLargestFitsWhatABrokerTakes() {
        var all = new BitSet();
        all.set(1, Progress.WINDOW);

        var metadata = ProgressCodec.write(Progress.of(Long.MAX_VALUE, all));

        assertThat(metadata).hasSize(ProgressCodec.LONGEST_CHARS).isASCII();
    }

    @Property
    void aChangedCharacterIsNoticed(
            @ForAll @IntRange(max = 200) int place, @ForAll("characters") char other) {
        var changed = new StringBuilder(WRITTEN);
        var at = place % WRITTEN.length();
        changed.setCharAt(at, other);

        var reading = ProgressCodec.read(7, changed.toString());

        assertThat(reading)
                .isNotInstanceOf(
                        other == WRITTEN.charAt(at)
                                ? ProgressReading.Unreadable.class
                                : ProgressReading.Ours.class);
    }

    @Property
    void whatIsCutShortIsNoticed(@ForAll @IntRange(min = 10, max = 150) int length) {
        var cut = WRITTEN.substring(0, Math.min(length, WRITTEN.length() - 1));

        assertThat(ProgressCodec.read(7, cut)).isInstanceOf(ProgressReading.Unreadable.class);
    }

    @Property
    void nothingThatIsReadThrows(@ForAll String rest) {
        assertThat(ProgressCodec.read(7, "pointsman/1:" + rest))
                .isInstanceOf(ProgressReading.Unreadable.class);
    }

    @Example
    void noMetadataSaysThatNothingIsFinishedBeyond() {
        assertThat(ProgressCodec.read(7, "")).isEqualTo(new ProgressReading.Ours(Progress.upTo(7)));
    }

    @Example
    void whatAnotherToolWroteSaysNothing() {
        assertThat(ProgressCodec.read(7, "checkpoint by hand"))
                .isEqualTo(new ProgressReading.Foreign(Progress.upTo(7)));
    }

    @Example
    void aNewerVersionIsNotIgnored() {
        assertThat(ProgressCodec.read(7, "pointsman/2:7:zstd:AAAA"))
                .isInstanceOf(ProgressReading.Unreadable.class)
                .asString()
                .contains("newer version");
    }

    @Example
    void theProgressOfAnotherOffsetIsNotIgnored() {
        assertThat(ProgressCodec.read(8, WRITTEN).toString())
                .contains("for offset 7, and stands beside 8")
                .contains("kafka-consumer-groups --reset-offsets");
    }

    @Provide
    Arbitrary<Progress> progress() {
        var bases = Arbitraries.longs().greaterOrEqual(0);
        var beyond = Arbitraries.integers().between(1, Progress.WINDOW - 1).set().ofMaxSize(400);
        return Combinators.combine(bases, beyond).as(ProgressCodecTest::progress);
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.chars().range('!', '~');
    }

    private static Progress progress(long base, Set<Integer> finished) {
        var beyond = new BitSet();
        finished.forEach(beyond::set);
        return Progress.of(base, beyond);
    }
}
