package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** A dead letter is read as it was written. */
class StoredLetterTest {
    private static final List<Header> JOB = JobRequestCodec.write(Wire.fullJob());
    private static final DeadLetter LETTER =
            new DeadLetter("jobs", 3, 42, 1_000, ErrorCode.GUEST_TRAP, "the guest trapped", 2);

    @Test
    void whatIsWrittenIsRead() {
        var recording = Payload.ofUtf8("a recording");
        var extras = LetterExtras.of(Optional.of(recording), 100);

        var read = StoredLetter.read(headers(extras)).orElseThrow();

        assertThat(read.letter()).isEqualTo(LETTER);
        assertThat(read.originals()).isEqualTo(JOB);
        assertThat(read.extras()).isEqualTo(extras);
        assertThat(read.extras().recording()).contains(recording);
    }

    @Test
    void aRecordingThatIsLargeOrBesideALargeJobStandsElsewhere() {
        var small = Optional.of(Payload.ofUtf8("x"));
        var large = Optional.of(Payload.takingOver(new byte[9 * 1024]));

        assertThat(LetterExtras.of(large, 0))
                .isEqualTo(new LetterExtras(false, Optional.empty(), true));
        assertThat(LetterExtras.of(small, 1_000_000))
                .isEqualTo(new LetterExtras(false, Optional.empty(), true));
        assertThat(LetterExtras.of(Optional.empty(), 0)).isEqualTo(LetterExtras.NONE);
        assertThat(LetterExtras.NONE.headers()).isEmpty();
    }

    @Test
    void theHeadersAreThoseOfTheSchema() {
        var all = new LetterExtras(true, Optional.of(Payload.ofUtf8("x")), true);

        assertThat(Schemas.complaints(Schemas.DEAD_LETTER, Wire.object(headers(all)))).isEmpty();
        assertThat(StoredLetter.read(headers(all)).orElseThrow().extras()).isEqualTo(all);
    }

    @Test
    void whatNoWorkerWroteIsNotRead() {
        assertThat(StoredLetter.read(JOB)).isEmpty();
        assertThat(StoredLetter.read(Wire.with(LETTER.headers(JOB), doubled()))).isEmpty();
        assertThat(StoredLetter.read(Collections.nCopies(100_000, Wire.header("x", "")))).isEmpty();
    }

    /** Of an error that is not known here: the job is to be looked after all the same. */
    @Test
    void whatANewerWorkerWroteIsReadAndMayBeWrittenAgain() {
        var newer = typed("quota-exceeded");

        var read = StoredLetter.read(newer).orElseThrow();

        assertThat(read.letter().type()).isEqualTo(new ErrorType("quota-exceeded"));
        assertThat(StoredLetter.read(read.headers())).contains(read);
    }

    @Test
    void aTypeThatIsNoWordIsNoWorkers() {
        for (var type :
                List.of("", "7", "-", "Guest-Trap", "guest trap", "e\u0301", "x".repeat(64))) {
            assertThat(StoredLetter.read(typed(type))).as(type).isEmpty();
        }
    }

    /** The largest without a sign came back as -1. */
    @Test
    void anOffsetThatNoRecordHasIsNoWorkers() {
        for (var offset : List.of("18446744073709551615", "9223372036854775808", "-1", "")) {
            assertThat(StoredLetter.read(with("offset", offset))).as(offset).isEmpty();
        }
        assertThat(StoredLetter.read(with("offset", "9223372036854775807"))).isPresent();
    }

    /** The letter with another word for its error. */
    private static List<Header> typed(String type) {
        return with("type", type);
    }

    private static List<Header> with(String ending, String value) {
        var name = "__pointsman.errors." + ending;
        var others = LETTER.headers(JOB).stream().filter(it -> !it.key().equals(name));
        return Stream.concat(others, Stream.of(Wire.header(name, value))).toList();
    }

    private static Header doubled() {
        return Wire.header("__pointsman.errors.type", "guest-trap");
    }

    private static List<Header> headers(LetterExtras extras) {
        return Stream.concat(LETTER.headers(JOB).stream(), extras.headers().stream()).toList();
    }
}
