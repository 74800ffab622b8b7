package org.nrnwheel.tests.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The explained differences of {@code docs/parity-build-wheels.md}.
 *
 * @param rows its rows in order
 */
record DifferenceTable(List<Row> rows) {
    private static final Pattern CELLS = Pattern.compile("\\|\\s*([a-z0-9-]+)\\s*\\|(.*)\\|(.*)\\|(.*)\\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * One explained difference.
     *
     * @param id names the row
     * @param script lines that the script has alone
     * @param ours lines that the plan has alone
     * @param why the explanation
     */
    record Row(String id, List<LinePattern> script, List<LinePattern> ours, String why) {
        /** Finds the pattern that explains a difference, written {@code - line} (the script's) or {@code + line} (ours). */
        Optional<LinePattern> explaining(String difference) {
            List<LinePattern> side = difference.startsWith("- ") ? script : ours;
            return side.stream()
                    .filter(pattern -> pattern.matches(difference.substring(2)))
                    .findFirst();
        }

        Stream<LinePattern> patterns() {
            return Stream.concat(script.stream(), ours.stream());
        }
    }

    /**
     * A line in which {@code *} stands for any text. Two equal patterns of two rows are two objects.
     *
     * @param row the row it stands in
     * @param side {@code script} or {@code ours}
     * @param glob the line
     */
    record LinePattern(String row, String side, String glob) {
        boolean matches(String line) {
            String expression = Stream.of(glob.split("\\*", -1))
                    .map(Pattern::quote)
                    .reduce((a, b) -> a + ".*" + b)
                    .orElseThrow();
            return Pattern.compile(expression, Pattern.DOTALL).matcher(line).matches();
        }
    }

    static DifferenceTable read(Path document) {
        List<Row> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(document)) {
                Matcher cells = CELLS.matcher(line);
                if (cells.matches()
                        && !cells.group(1).equals("id")
                        && !cells.group(1).startsWith("-")) {
                    rows.add(row(cells));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DifferenceTable(List.copyOf(rows));
    }

    /** Finds the pattern that explains a difference. */
    Optional<LinePattern> explaining(String difference) {
        return rows.stream().flatMap(row -> row.explaining(difference).stream()).findFirst();
    }

    private static Row row(Matcher cells) {
        String id = cells.group(1);
        return new Row(
                id,
                patterns(id, "script", cells.group(2)),
                patterns(id, "ours", cells.group(3)),
                cells.group(4).strip());
    }

    private static List<LinePattern> patterns(String id, String side, String cell) {
        return CODE.matcher(cell)
                .results()
                .map(code -> new LinePattern(id, side, code.group(1)))
                .toList();
    }
}
