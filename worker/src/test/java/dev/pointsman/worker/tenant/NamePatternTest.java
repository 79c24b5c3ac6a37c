package dev.pointsman.worker.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A pattern means what a matcher that tries everything says it means, in time that a guest cannot
 * stretch.
 */
class NamePatternTest {
    private static final List<String> SHORT_NAMES = shortNames();

    @Property(tries = 5_000)
    void aPatternMatchesWhatTheNaiveMatcherMatches(
            @ForAll("patterns") String pattern, @ForAll("names") String name) {
        assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(matches(pattern, name));
    }

    @Property
    void anyRunOfCharactersMayStandForAStar(
            @ForAll("names") String before, @ForAll String run, @ForAll("names") String after) {
        assertThat(NamePattern.of(before + "*" + after).matches(before + run + after)).isTrue();
    }

    @Property
    void aPatternWithoutAStarMatchesItselfOnly(
            @ForAll("filled") String pattern, @ForAll String name) {
        assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(pattern.equals(name));
    }

    /** Of two patterns of so few characters a name in common has no more of them. */
    @Property(tries = 2_000)
    void patternsOverlapIfTheyHaveANameInCommon(
            @ForAll("short") String one, @ForAll("short") String other) {
        var some = NamePattern.of(one);
        var more = NamePattern.of(other);

        assertThat(some.overlaps(more))
                .isEqualTo(
                        SHORT_NAMES.stream().anyMatch(it -> some.matches(it) && more.matches(it)))
                .isEqualTo(more.overlaps(some));
    }

    @Example
    void manyStarsAreNoSlowerThanOne() {
        var stars = NamePattern.of("a*".repeat(100) + "b");

        var matches = stars.matches("a".repeat(100_000));

        assertThat(matches).isFalse();
    }

    @Example
    void whatMeansSomethingElsewhereMeansItselfHere() {
        assertThat(NamePattern.of("a.c").matches("abc")).isFalse();
        assertThat(NamePattern.of("\\Q*\\E").matches("\\Q\n\\E")).isTrue();
        assertThat(NamePattern.of("log/v1/*").matches("log/v1/")).isTrue();
    }

    @Example
    void anEmptyPatternIsRefused() {
        assertThatThrownBy(() -> NamePattern.of(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pattern: '' (expected: a name, or one with *)");
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*").ofMinLength(1).ofMaxLength(8);
    }

    @Provide("short")
    Arbitrary<String> shortPatterns() {
        return Arbitraries.strings().withChars("ab*").ofMinLength(1).ofMaxLength(4);
    }

    /** Each name of up to eight letters: as binary numbers behind a one. */
    private static List<String> shortNames() {
        return IntStream.range(1, 1 << 9)
                .mapToObj(number -> Integer.toBinaryString(number).substring(1))
                .map(digits -> digits.replace('0', 'a').replace('1', 'b'))
                .toList();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> filled() {
        return Arbitraries.strings().withChars("ab").ofMinLength(1).ofMaxLength(4);
    }

    private static boolean matches(String pattern, String name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return matches(pattern.substring(1), name)
                    || (!name.isEmpty() && matches(pattern, name.substring(1)));
        }
        return !name.isEmpty()
                && pattern.charAt(0) == name.charAt(0)
                && matches(pattern.substring(1), name.substring(1));
    }
}
