package dev.pointsman.it.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class PlotTest {
    private static final Machine MACHINE = new Machine("Linux", 2, 1024, "a JVM", 0.5);

    private final Report report = new Report();

    @Test
    void theLongestBarIsThatOfTheLargestFigure() {
        var table = new TextTable("jobs", "who", "jobs/s");
        table.row(Cell.of("worker"), Cell.of(new Spread(100, 90, 100), 0));
        table.row(Cell.of("peer"), Cell.of(new Spread(50, 40, 60), 0));
        report.table(table);

        var plot = Plot.of(report, MACHINE);

        assertThat(plot).contains("width=\"420.0\"").contains("width=\"210.0\"");
    }

    @Test
    void whatIsWrittenIsXmlWhateverANameHasInIt() {
        var table = new TextTable("a < b & c", "who", "jobs/s");
        table.row(Cell.of("<worker>"), Cell.of(new Spread(1, 1, 1), 0));
        report.table(table);

        var plot = Plot.of(report, MACHINE);

        assertThatCode(() ->
                        DocumentBuilderFactory.newDefaultInstance()
                                .newDocumentBuilder()
                                .parse(new InputSource(new StringReader(plot))))
                .doesNotThrowAnyException();
    }

    @Test
    void aTableOfWordsOnlyIsLeftOut() {
        var table = new TextTable("only words", "who", "what");
        table.row(Cell.of("worker"), Cell.of("jobs"));
        report.table(table);

        assertThat(Plot.of(report, MACHINE)).doesNotContain("only words");
    }
}
