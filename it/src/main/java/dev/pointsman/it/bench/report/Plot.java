package dev.pointsman.it.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A report as one SVG: for every table its first column of figures as bars, the median with a line
 * from the least to the most. Stateless.
 */
public final class Plot {
    private static final int WIDTH = 900;
    private static final int LABELS = 360;
    private static final int BARS = 420;
    private static final int ROW = 18;
    private static final int TITLE = 40;
    private static final int MARGIN = 16;

    private Plot() {}

    /** The whole of it. */
    public static String of(Report report, Machine machine) {
        var parts = new ArrayList<String>();
        var top = TITLE;
        for (var table : report.tables()) {
            var column = figures(table);
            if (column >= 0) {
                parts.add(bars(table, column, top));
                top += TITLE + ROW * table.rows().size() + MARGIN;
            }
        }
        return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="%d" y="20" fill="#555">%s</text>
        %s</svg>
        """
                .formatted(WIDTH, top, MARGIN, escaped(machine.toString()), String.join("", parts));
    }

    private static int figures(TextTable table) {
        if (table.rows().isEmpty()) {
            return -1;
        }
        var first = table.rows().getFirst();
        for (var column = 0; column < first.size(); column++) {
            if (first.get(column) instanceof Cell.Figure) {
                return column;
            }
        }
        return -1;
    }

    private static String bars(TextTable table, int column, int top) {
        var most =
                table.rows().stream().mapToDouble(row -> spread(row, column).max()).max().orElse(1);
        var scale = most > 0 ? BARS / most : 0;
        var text = new StringBuilder();
        text.append(
                text(
                        MARGIN,
                        top + ROW,
                        " font-weight=\"bold\"",
                        table.title() + " · " + table.columns().get(column)));
        for (var number = 0; number < table.rows().size(); number++) {
            var row = table.rows().get(number);
            text.append(bar(row, column, top + TITLE + ROW * number, scale));
        }
        return text.toString();
    }

    private static String bar(List<Cell> row, int column, int top, double scale) {
        var words =
                row.subList(0, column).stream().map(Cell::text).collect(Collectors.joining(" · "));
        var spread = spread(row, column);
        var middle = top + ROW / 2;
        return text(MARGIN, top + ROW - 4, "", words)
                + String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#4a7ebb\"/>%n",
                        LABELS,
                        top + 3,
                        spread.median() * scale,
                        ROW - 6)
                + String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222\"/>%n",
                        LABELS + spread.min() * scale,
                        middle,
                        LABELS + spread.max() * scale,
                        middle)
                + text(
                        (int) (LABELS + MARGIN / 2 + spread.max() * scale),
                        top + ROW - 4,
                        " fill=\"#555\"",
                        String.format(Locale.ROOT, "%,.1f", spread.median()));
    }

    private static Spread spread(List<Cell> row, int column) {
        return switch (row.get(column)) {
            case Cell.Figure(var spread, _) -> spread;
            case Cell.Words _ -> new Spread(0, 0, 0);
        };
    }

    private static String text(int x, int y, String attributes, String words) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\"%s>%s</text>%n",
                x,
                y,
                attributes,
                escaped(words));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
