package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.testing.Bombs;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cache of modules is bounded by what they take, not by the size of their files. */
class ModuleWeightTest {
    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    /** 40 KB of file, of which 290 were kept in 64 MiB: they took 2.3 GB. */
    @Test
    void tenThousandFunctionsWeighWhatTheirMethodsTake() {
        var weight = weight(module -> repeat(9_999, () -> module.function(">", "")));

        assertThat(weight).isBetween(8_000_000, 10_000_000);
    }

    /** What a module with ten thousand of each took of the heap. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    globals, 6, 7f 01 41 00 0b, 1363528
                    segments of data, 11, 01 01 61, 763908
                    segments of data in their place, 11, 00 4100 0b 01 61, 527754
                    segments of elements, 9, 00 4100 0b 01 00, 2684624
                    """)
    void whatIsManyInFewBytesWeighs(String what, int section, String entry, int measured) {
        var weight = weight(module -> repeat(10_000, () -> module.entry(section, entry)));

        assertThat(weight).as(what).isBetween(measured, measured * 3);
    }

    @Test
    void typesWeighByTheirValues() {
        var wide = sandbox.admitted(Bombs.longTypes(500).bytes()).bytes();
        var plain = weight(module -> repeat(500, () -> module.function(">", "")));

        assertThat(wide - plain).isGreaterThan(500 * 64 * 40);
    }

    private int weight(Consumer<WasmBytes> many) {
        var module = WasmBytes.program("").table(1);
        many.accept(module);
        return sandbox.admitted(module.bytes()).bytes();
    }

    private static void repeat(int times, Runnable each) {
        IntStream.range(0, times).forEach(_ -> each.run());
    }
}
