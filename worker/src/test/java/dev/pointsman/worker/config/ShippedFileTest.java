package dev.pointsman.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/application.properties} tells an operator all there is to set, and the truth. */
class ShippedFileTest {
    private static final Path SHIPPED = Path.of("../deploy/application.properties");
    private static final String SETTING = "#" + KnownKeys.PREFIX;

    private final KnownKeys keys = new KnownKeys();

    @TempDir private Path directory;

    @Test
    void eachKeyStandsThereWithItsDefault() throws IOException {
        var defaults =
                keys.all().stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        key -> keys.defaultOf(key).orElse("")));

        var shipped = shipped();

        assertThat(shipped).containsExactlyInAnyOrderEntriesOf(defaults);
    }

    @Test
    void eachKeyHasASentenceAboveIt() throws IOException {
        var lines = Files.readAllLines(SHIPPED);

        var above = new ArrayList<String>();
        for (var i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(SETTING)) {
                above.add(lines.get(i - 1));
            }
        }

        assertThat(above)
                .hasSameSizeAs(keys.all())
                .allSatisfy(line -> assertThat(line).matches("# [A-Z].*\\."));
    }

    @Test
    void withEverySettingTakenUpItIsRead() throws Exception {
        var taken =
                Files.readAllLines(SHIPPED).stream()
                        .map(line -> line.startsWith(SETTING) ? line.substring(1) : line)
                        .toArray(String[]::new);

        var config = TestingConfig.file(directory, taken).load();

        assertThat(config.limits().maxOutputBytes()).isEqualTo(900_000);
        assertThat(config.topics().prefix()).isEmpty();
    }

    @Test
    void noTwoKeysHaveTheSameVariable() {
        var variables =
                keys.all().stream()
                        .map(key -> key.toUpperCase(Locale.ROOT).replaceAll("\\W", "_"))
                        .toList();

        assertThat(variables)
                .doesNotHaveDuplicates()
                .allSatisfy(variable -> assertThat(keys.keyOf(variable)).isPresent());
    }

    private static Map<String, String> shipped() throws IOException {
        return Files.readAllLines(SHIPPED).stream()
                .filter(line -> line.startsWith(SETTING))
                .map(line -> List.of(line.substring(1).split("=", 2)))
                .collect(
                        Collectors.toMap(
                                List::getFirst, List::getLast, (one, _) -> one, TreeMap::new));
    }
}
