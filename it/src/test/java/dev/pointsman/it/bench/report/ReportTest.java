package dev.pointsman.it.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ReportTest {
    private static final Machine MACHINE = new Machine("Linux", 2, 1024, "a JVM", 0.5);

    private final Report report = new Report();

    @Test
    void wordsAreFlushLeftAndFiguresFlushRight() {
        var table = new TextTable("title", "who", "records/s");
        table.row(Cell.of("copy"), Cell.of(new Spread(100, 90, 110), 0));
        table.row(Cell.of("me"), Cell.of(new Spread(5, 4, 6), 0));

        assertThat(table)
                .hasToString(
                        """
                        title
                          who   records/s
                          copy  100 (90–110)
                          me         5 (4–6)
                        """);
    }

    @Test
    void aRowOfAnotherWidthIsRefused() {
        var table = new TextTable("title", "who", "records/s");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row(Cell.of("copy")))
                .withMessage("cells: 1 (expected: 2)");
    }

    @Test
    void theLastLinesAreTheMediansOfTheRatios() {
        report.ratio("worker_over_copy", new Spread(0.51234, 0.4, 0.6));
        report.ratio("cpu_over_copy", new Spread(2, 1, 3));

        assertThat(report.toString()).endsWith("worker_over_copy=0.512\ncpu_over_copy=2.000\n");
    }

    @Test
    void jsonSaysWhatWasWantedOfAFigure() {
        report.figure("typical_cpu_us", new Spread(60, 55, 65));

        var read = JsonMapper.shared().readTree(JsonReport.of(report, MACHINE, MACHINE, MACHINE));

        assertThat(read.at("/figures/typical_cpu_us/max").asDouble()).isEqualTo(65);
        assertThat(read.at("/claims/0/name").asString()).isEqualTo("typical_cpu_us");
        assertThat(read.at("/claims/0/reached").asBoolean()).isFalse();
    }

    @Test
    void figuresAreNumbersInJson() {
        var table = new TextTable("copy", "interval", "records/s");
        table.row(Cell.of("10 ms"), Cell.of(new Spread(1.5, 1, 2), 0));
        report.table(table);
        report.ratio("worker_over_copy", new Spread(0.5, 0.4, 0.6));

        var json = JsonReport.of(report, MACHINE, MACHINE, MACHINE);

        var read = JsonMapper.shared().readTree(json);
        var row = read.at("/tables/0/rows/0");
        assertThat(row.at("/interval").asString()).isEqualTo("10 ms");
        assertThat(row.get("records/s").get("median").asDouble()).isEqualTo(1.5);
        assertThat(read.at("/ratios/worker_over_copy/min").asDouble()).isEqualTo(0.4);
        assertThat(read.at("/machine/cores").asInt()).isEqualTo(2);
    }
}
