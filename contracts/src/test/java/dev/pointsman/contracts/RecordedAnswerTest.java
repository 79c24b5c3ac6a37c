package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A recording is summed up in words, not in the names of our classes. */
class RecordedAnswerTest {
    @Test
    void eachKindHasAWord() {
        assertThat(new RecordedAnswer.Config("key", Optional.empty()).word()).isEqualTo("config");
        assertThat(new RecordedAnswer.Secret("name", true).word()).isEqualTo("secret");
        assertThat(new RecordedAnswer.Clock(1, 1).word()).isEqualTo("clock");
        assertThat(new RecordedAnswer.Http("GET a", new RecordedAnswer.Unanswered("x")).word())
                .isEqualTo("http");
        assertThat(new RecordedAnswer.StateRoom(RecordedAnswer.Room.ENOUGH).word())
                .isEqualTo(new RecordedAnswer.StateNext(Optional.empty(), Optional.empty()).word())
                .isEqualTo("state");
    }
}
