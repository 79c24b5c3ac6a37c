package dev.pointsman.worker.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A guest's words on one line each, cut, printable, and no more than it may say. */
class LogLinesTest {
    private final LogLines lines = new LogLines(3);

    @Test
    void writesAreCutIntoLinesWhereverTheyEnd() {
        write("o");
        write("ne\ntw");
        write("o\n");

        assertThat(texts()).containsExactly("one", "two");
    }

    @Test
    void aLastLineNeedsNoEnd() {
        write("one\ntwo");

        lines.close();

        assertThat(texts()).containsExactly("one", "two");
    }

    @Test
    void closingWithNothingLeftAddsNoLine() {
        write("one\n");

        lines.close();
        lines.close();

        assertThat(texts()).containsExactly("one");
    }

    @Test
    void aLineEndOfTwoCharactersIsOne() {
        write("one\r\ntwo\r\n");

        assertThat(texts()).containsExactly("one", "two");
    }

    @Test
    void aLongLineIsCutAndTheNextIsWhole() {
        write("x".repeat(5000) + "\nnext\n");

        assertThat(texts()).containsExactly("x".repeat(1024), "next");
    }

    @Test
    void whatIsNotPrintableIsEscaped() {
        write("\u001b[2J\u2028é\0\n");

        assertThat(texts()).containsExactly("\\u001b[2J\\u2028é\\u0000");
    }

    /** Six characters for each of them would be three times what the heap's budget knows of. */
    @Test
    void aLineThatIsNotPrintableIsNoLongerThanAnother() {
        write("\0".repeat(1024) + "\n");
        lines.add(LogLine.Level.INFO, "x" + "\u2028".repeat(341));

        assertThat(texts()).containsExactly("\\u0000".repeat(170), "x" + "\\u2028".repeat(170));
    }

    @Test
    void bytesThatAreNotUtf8AreReplaced() {
        lines.standardError(new byte[] {'a', (byte) 0xff, 'b', '\n'});

        assertThat(texts()).containsExactly("a\\ufffdb");
    }

    @Test
    void linesBeyondTheLimitAreCounted() {
        write("1\n2\n3\n4\n5\n");

        assertThat(texts()).containsExactly("1", "2", "3");
        assertThat(lines.dropped()).isEqualTo(2);
        assertThat(lines.last()).contains(new LogLine(LogLine.Level.INFO, "3"));
    }

    @Test
    void whatIsLoggedAndWhatIsWrittenShareTheLimit() {
        lines.add(LogLine.Level.WARN, "logged");
        write("1\n2\n3\n");

        assertThat(lines.list()).hasSize(3);
        assertThat(lines.dropped()).isEqualTo(1);
    }

    @Test
    void aGuestThatSaidNothingHasNoLastLine() {
        assertThat(lines.last()).isEmpty();
    }

    private void write(String text) {
        lines.standardError(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> texts() {
        return lines.list().stream().map(LogLine::text).toList();
    }
}
