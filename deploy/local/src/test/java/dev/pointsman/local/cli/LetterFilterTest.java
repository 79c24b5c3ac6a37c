package dev.pointsman.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.local.client.LetterPlace;
import dev.pointsman.local.client.LetterSummary;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Which dead letters are meant. */
class LetterFilterTest {
    /** It is listed with that word, so by that word it is to be found. */
    @Test
    void anErrorThatOnlyANewerWorkerKnowsIsOne() {
        var filter = filter("--error", "quota-exceeded");

        assertThat(filter.accepts(letter("quota-exceeded"))).isTrue();
        assertThat(filter.accepts(letter("guest-trap"))).isFalse();
    }

    @Test
    void whereItIsNotFoundItMayBeAMistake() {
        assertThat(filter("--error", "guest-trp").doubt().orElseThrow())
                .contains("guest-trp", "guest-trap");
        assertThat(filter("--error", "guest-trap").doubt()).isEmpty();
        assertThat(filter().doubt()).isEmpty();
    }

    @Test
    void whatCannotBeAnErrorIsWrongUsage() {
        assertThatThrownBy(() -> filter("--error", "Guest Trap"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("Guest Trap");
    }

    private static LetterFilter filter(String... arguments) {
        var filtered = new Filtered();
        new CommandLine(filtered).parseArgs(arguments);
        return filtered.filter;
    }

    private static LetterSummary letter(String error) {
        return new LetterSummary(
                new LetterPlace(0, 1), Instant.EPOCH, "a", "acme", "echo", error, "", 1, "none");
    }

    @Command(name = "filtered")
    private static final class Filtered {
        @Mixin private LetterFilter filter = new LetterFilter();
    }
}
