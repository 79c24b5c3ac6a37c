package dev.pointsman.local.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines {@code name=value}; whatever is wrong with one is told without showing it. Stateless. */
final class SecretsFile {
    private SecretsFile() {}

    static Map<String, String> read(Path file) throws IOException {
        var all = new HashMap<String, String>();
        var lines = lines(file);
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            var equals = line.indexOf('=');
            if (equals > 0) {
                all.put(line.substring(0, equals), line.substring(equals + 1));
            } else if (!line.isBlank()) {
                throw new IOException(file + ": line " + number + " (expected: name=value)");
            }
        }
        return all;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": not UTF-8 (expected: lines name=value)", e);
        }
    }
}
