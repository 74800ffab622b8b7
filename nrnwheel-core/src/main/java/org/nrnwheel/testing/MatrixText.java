package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.testing.MatrixReport.Cell;
import org.nrnwheel.testing.MatrixReport.Gap;
import org.nrnwheel.testing.MatrixReport.TestedSystem;

/** A matrix as a table of columns that line up. */
final class MatrixText {
    private static final String NOT_TRIED = "-";

    private final MatrixReport report;
    private final StringBuilder text = new StringBuilder();

    private MatrixText(MatrixReport report) {
        this.report = report;
    }

    static String write(MatrixReport report) {
        return new MatrixText(report).write();
    }

    private String write() {
        report.cells().stream().map(Cell::wheelFile).distinct().forEach(this::wheel);
        return text.toString();
    }

    private void wheel(String file) {
        List<Cell> cells = report.cells().stream()
                .filter(cell -> cell.wheelFile().equals(file))
                .toList();
        text.append(file).append('\n');
        table(cells);
        cells.stream()
                .filter(cell -> cell.report().isEmpty())
                .forEach(cell -> line("  not tried on " + cell.system() + ": " + cell.reason()));
        cells.forEach(this::unusual);
        report.gaps().stream().filter(gap -> gap.wheelFile().equals(file)).forEach(this::gap);
    }

    private void table(List<Cell> cells) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", cells, Cell::system));
        rows.add(row("distribution", cells, cell -> system(cell).distribution()));
        rows.add(row("C library", cells, cell -> system(cell).libc()));
        rows.add(row(
                "Python",
                cells,
                cell -> cell.report()
                        .map(tested -> tested.python().replaceFirst(" .*", ""))
                        .orElse(NOT_TRIED)));
        Map<Cell, Map<String, CheckResult>> results =
                cells.stream().collect(Collectors.toMap(cell -> cell, MatrixText::byName));
        cells.stream()
                .flatMap(cell -> cell.report().stream())
                .flatMap(tested -> tested.checks().stream())
                .map(CheckResult::name)
                .distinct()
                .forEach(check -> rows.add(row(
                        check,
                        cells,
                        cell -> status(results.getOrDefault(cell, Map.of()).get(check)))));
        print(rows);
    }

    private static Map<String, CheckResult> byName(Cell cell) {
        Map<String, CheckResult> results = new TreeMap<>();
        cell.report().ifPresent(tested -> tested.checks().forEach(check -> results.put(check.name(), check)));
        return results;
    }

    private static String status(@Nullable CheckResult check) {
        if (check == null) {
            return NOT_TRIED;
        }
        String word = check.status().name();
        return check.status() == CheckResult.Status.FAILED ? word : word.toLowerCase(Locale.ROOT);
    }

    private static List<String> row(String title, List<Cell> cells, Function<Cell, String> value) {
        List<String> row = new ArrayList<>(List.of(title));
        cells.forEach(cell -> row.add(value.apply(cell)));
        return row;
    }

    private TestedSystem system(Cell cell) {
        return report.systems().stream()
                .filter(system -> system.name().equals(cell.system()))
                .findFirst()
                .orElse(new TestedSystem(cell.system(), "", ""));
    }

    private void print(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(' ').append(cell).append(" ".repeat(widths.get(column) - cell.length() + 1));
            }
            line(line.toString().stripTrailing());
        }
    }

    /** A reason that several checks share is told once. */
    private void unusual(Cell cell) {
        Map<String, List<String>> checks = new LinkedHashMap<>();
        cell.report().stream()
                .flatMap(tested -> tested.checks().stream())
                .filter(check -> check.status() != CheckResult.Status.PASSED)
                .forEach(check -> checks.computeIfAbsent(
                                check.status().name().toLowerCase(Locale.ROOT) + ": " + check.reason(),
                                reason -> new ArrayList<>())
                        .add(check.name()));
        checks.forEach((reason, names) -> line("  " + cell.system() + ": " + String.join(", ", names) + " " + reason));
    }

    private void gap(Gap gap) {
        line("  its tag promises " + gap.promised() + ", "
                + (gap.tried().isEmpty()
                        ? "it was tried on none; " + audited(gap)
                        : "the oldest that it was tried on is " + gap.tried()
                                + (gap.promised().equals(gap.tried())
                                        ? ""
                                        : "; for what is between, " + audited(gap))));
    }

    private static String audited(Gap gap) {
        return gap.audited().isEmpty()
                ? "its symbols allow no such tag (nrnwheel audit)"
                : "its symbols fit " + gap.audited() + " (nrnwheel audit)";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
