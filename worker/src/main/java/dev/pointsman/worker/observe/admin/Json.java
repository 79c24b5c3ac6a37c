package dev.pointsman.worker.observe.admin;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes JSON of maps, lists, texts, numbers and truth values: enough for one page. Stateless. */
final class Json {
    private static final char FIRST_PRINTABLE = ' ';

    private Json() {}

    static String of(Object value) {
        var json = new StringBuilder();
        write(json, value);
        return json.toString();
    }

    private static void write(StringBuilder json, Object value) {
        switch (value) {
            case Map<?, ?> map -> write(json, map);
            case List<?> list -> write(json, list);
            case Integer number -> json.append(number);
            case Long number -> json.append(number);
            case Double number -> json.append(Double.isFinite(number) ? number.toString() : "null");
            case Boolean truth -> json.append(truth);
            default -> writeText(json, value.toString());
        }
    }

    private static void write(StringBuilder json, Map<?, ?> map) {
        var separator = '{';
        for (var entry : map.entrySet()) {
            json.append(separator);
            writeText(json, "" + entry.getKey());
            json.append(':');
            write(json, entry.getValue());
            separator = ',';
        }
        json.append(map.isEmpty() ? "{}" : "}");
    }

    private static void write(StringBuilder json, List<?> list) {
        var separator = '[';
        for (var item : list) {
            json.append(separator);
            write(json, item);
            separator = ',';
        }
        json.append(list.isEmpty() ? "[]" : "]");
    }

    private static void writeText(StringBuilder json, String text) {
        json.append('"');
        for (var i = 0; i < text.length(); i++) {
            write(json, text.charAt(i));
        }
        json.append('"');
    }

    private static void write(StringBuilder json, char character) {
        switch (character) {
            case '"', '\\' -> json.append('\\').append(character);
            default -> {
                if (isPlain(character)) {
                    json.append(character);
                } else {
                    json.append("\\u").append(HexFormat.of().toHexDigits(character));
                }
            }
        }
    }

    /** Not so what would end a line or a script, where the text is put into one. */
    private static boolean isPlain(char character) {
        return character >= FIRST_PRINTABLE
                && character <= '~'
                && character != '<'
                && character != '&';
    }
}
