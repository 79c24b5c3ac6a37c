package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The one description of the host functions, and those who repeat it for people. */
class HostFunctionsDocumentTest {
    private static final Path GUESTS = Path.of("guests");

    static Stream<Arguments> everyFunction() {
        return Schemas.document("host-functions.yaml")
                .get("functions")
                .valueStream()
                .map(function -> Arguments.of(function.get("name").asString(), function));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyFunction")
    void theSampleForCDeclaresIt(String name, JsonNode function) throws IOException {
        var header = Files.readString(GUESTS.resolve("table-to-json/pointsman.h"));

        assertThat(declaration(header, "POINTSMAN(" + name + ")(", ");"))
                .hasSize(numbers(function));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyFunction")
    void theSampleForRustDeclaresIt(String name, JsonNode function) throws IOException {
        var binding = Files.readString(GUESTS.resolve("order-price/pointsman.rs"));

        assertThat(declaration(binding, "        pub fn " + name + "(", ") -> i32;"))
                .hasSize(numbers(function));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyFunction")
    void theSampleForAssemblyScriptDeclaresIt(String name, JsonNode function) throws IOException {
        var binding = Files.readString(GUESTS.resolve("weather-alert/pointsman.ts"));

        assertThat(declaration(binding, "declare function host_" + name + "(", "): i32;"))
                .hasSize(numbers(function));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyFunction")
    void thePaperForAuthorsNamesItWithItsCapability(String name, JsonNode function)
            throws IOException {
        var paper = Files.readString(Path.of("../docs/jobs.md"));

        assertThat(paper.lines().filter(line -> line.startsWith("| `" + name + "` |")))
                .singleElement()
                .asString()
                .endsWith("| `" + function.get("capability").asString() + "` |");
    }

    /** How many numbers cross the border: bytes are a pointer and a length. */
    private static int numbers(JsonNode function) {
        return function.get("parameters")
                .valueStream()
                .mapToInt(kind -> kind.asString().startsWith("i") && !isBytes(kind) ? 1 : 2)
                .sum();
    }

    private static boolean isBytes(JsonNode kind) {
        return kind.asString().equals("in");
    }

    private static String[] declaration(String text, String begin, String end) {
        var from = text.indexOf(begin);
        assertThat(from).as(begin).isPositive();
        var inside = text.substring(from + begin.length(), text.indexOf(end, from));
        return Stream.of(inside.split(","))
                .map(String::strip)
                .filter(parameter -> !parameter.isEmpty())
                .toArray(String[]::new);
    }
}
