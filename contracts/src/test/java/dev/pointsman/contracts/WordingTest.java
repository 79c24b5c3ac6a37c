package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private static final List<String> WORDS = List.of("state_get", "state_set", "publish", "log");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    0000
                    001b
                    000d
                    000a
                    0009
                    007f
                    0085
                    009b
                    200b
                    200e
                    2028
                    2029
                    202e
                    2066
                    feff
                    d800
                    """)
    void whatIsNotSeenOrMovesOtherTextIsEscaped(String code) {
        var hidden = (char) Integer.parseInt(code, 16);

        assertThat(Wording.quote("a" + hidden + "b")).isEqualTo("'a\\u" + code + "b'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "a b", "größer", "日本", "~!@#$%^&*()[]{}|\\\"'<>?"})
    void whatIsSeenStays(String text) {
        assertThat(Wording.quote(text)).isEqualTo("'" + text + "'");
    }

    @Test
    void aForgedLineOfALogStaysOnItsLine() {
        var quoted = Wording.quote("x\r\n2026-11-23 ERROR all is lost");

        assertThat(quoted).isEqualTo("'x\\u000d\\u000a2026-11-23 ERROR all is lost'");
    }

    @Test
    void ofManyTheFirstFewAreListed() {
        var many = IntStream.range(0, 100).mapToObj(i -> "t" + i).toList();

        assertThat(Wording.few(many.subList(0, 0))).isEqualTo("[]");
        assertThat(Wording.few(many.subList(0, 5))).isEqualTo("[t0, t1, t2, t3, t4]");
        assertThat(Wording.few(many)).isEqualTo("[t0, t1, t2, t3, t4 and 95 more]");
        assertThat(Wording.few(List.of("\0".repeat(1_000_000)))).hasSize(80 * 6 + 3);
    }

    @Test
    void aLongTextIsCut() {
        assertThat(Wording.quote("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
        assertThat(Wording.quote("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "…'");
        assertThat(Wording.quote("\0".repeat(1_000_000))).hasSize(80 * 6 + 3);
    }

    @Test
    void aCutInsideACharacterLeavesNoHalfOfIt() {
        var quoted = Wording.quote("x".repeat(79) + "🚂");

        assertThat(quoted).isEqualTo("'" + "x".repeat(79) + "\\ud83d…'");
    }

    @ParameterizedTest
    @CsvSource({"5,ab", "8,ab\\u0000", "9,ab\\u0000c", "99,ab\\u0000c", "0,''"})
    void whatIsMadePrintableIsCutAfterItHasGrown(int maxChars, String shown) {
        assertThat(Wording.printable("ab\0c", maxChars)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "state_gte,state_get",
        "state-get,state_get",
        "Publish,publish",
        "lo,log",
        "logg,log"
    })
    void theNearestWordIsSuggested(String word, String meant) {
        assertThat(Wording.nearest(word, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_request", "secret_wipe", "fd_write"})
    void nothingIsSuggestedWhereNothingIsNear(String word) {
        assertThat(Wording.nearest(word, WORDS)).isEmpty();
    }

    @Test
    void aVeryLongWordIsNotEvenCompared() {
        var word = "x".repeat(101);

        assertThat(Wording.nearest(word, List.of(word))).isEmpty();
    }
}
