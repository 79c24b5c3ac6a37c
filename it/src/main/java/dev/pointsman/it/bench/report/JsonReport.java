package dev.pointsman.it.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/** A report as JSON. Stateless. */
public final class JsonReport {
    private JsonReport() {}

    /**
     * The whole of it.
     *
     * @param plan what the run was asked for: a record
     */
    public static String of(Report report, Object plan, Machine before, Machine after) {
        var document = new LinkedHashMap<String, Object>();
        document.put("machine", before);
        document.put("loadAfter", after.load());
        document.put("plan", plan);
        document.put("tables", report.tables().stream().map(JsonReport::table).toList());
        document.put("notes", report.notes());
        document.put("ratios", report.ratios());
        document.put("figures", report.figures());
        document.put("claims", Claim.found(report.named()));
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
    }

    private static Map<String, Object> table(TextTable table) {
        var rows = table.rows().stream().map(row -> row(table.columns(), row)).toList();
        return Map.of("title", table.title(), "rows", rows);
    }

    private static Map<String, Object> row(List<String> columns, List<Cell> cells) {
        var row = new LinkedHashMap<String, Object>();
        for (var i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), value(cells.get(i)));
        }
        return row;
    }

    private static Object value(Cell cell) {
        return switch (cell) {
            case Cell.Words(var text) -> text;
            case Cell.Figure(var spread, _) -> spread;
        };
    }
}
