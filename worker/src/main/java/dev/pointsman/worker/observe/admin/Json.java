package dev.pointsman.worker.observe.admin;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON of maps, lists, texts, numbers and truth values: enough for one page. Stateless. */
final class Json {
    private static final char FIRST_PRINTABLE = ' ';

    private Json() {}

    static String of(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(it -> text("" + it.getKey()) + ":" + of(it.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
            case List<?> list ->
                    list.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Double number -> Double.isFinite(number) ? number.toString() : "null";
            case Boolean truth -> truth.toString();
            default -> text(value.toString());
        };
    }

    private static String text(String text) {
        return text.chars().mapToObj(Json::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default ->
                    character < FIRST_PRINTABLE
                                    || character > '~'
                                    || character == '<'
                                    || character == '&'
                            ? String.format("\\u%04x", character)
                            : Character.toString(character);
        };
    }
}
