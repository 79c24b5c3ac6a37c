package dev.pointsman.it.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table with a title; words are flush left, figures flush right. Owned by one thread. */
public final class TextTable {
    private final String title;
    private final List<String> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    public TextTable(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    public void row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "cells: " + cells.length + " (expected: " + columns.size() + ")");
        }
        rows.add(List.of(cells));
    }

    public String title() {
        return title;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<Cell>> rows() {
        return Collections.unmodifiableList(rows);
    }

    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        lines.add(title);
        lines.add(line(columns.stream().map(Cell::of).toList()));
        rows.forEach(row -> lines.add(line(row)));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(List<Cell> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> padded(cells.get(column), width(column)))
                .collect(Collectors.joining("  ", "  ", ""))
                .stripTrailing();
    }

    private static String padded(Cell cell, int width) {
        var padding = " ".repeat(width - cell.text().length());
        return switch (cell) {
            case Cell.Words(var text) -> text + padding;
            case Cell.Figure figure -> padding + figure.text();
        };
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).text().length())
                .reduce(columns.get(column).length(), Math::max);
    }
}
