package org.nrnwheel.pypi.rst;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a text, perhaps a part of a larger one that is less indented. Immutable.
 *
 * @param lines the lines, without blanks at their ends
 */
record Text(List<Line> lines) {
    private static final int TAB = 8;

    /**
     * A line.
     *
     * @param number where it stands in the whole text, from 1
     * @param text what stands there, without the indentation of the part
     */
    record Line(int number, String text) {
        boolean isBlank() {
            return text.isBlank();
        }

        boolean isIndented() {
            return text.startsWith(" ");
        }

        int indent() {
            return text.length() - text.stripLeading().length();
        }

        Line from(int column) {
            return new Line(number, text.substring(Math.min(column, text.length())));
        }
    }

    /**
     * Indented lines within a text.
     *
     * @param text the lines, without their indentation
     * @param end the index of the first line after them
     * @param endsWell whether a blank line or nothing follows
     */
    record Block(Text text, int end, boolean endsWell) {}

    Text {
        lines = List.copyOf(lines);
    }

    /** Splits a text; tabulators become blanks. */
    static Text of(String text) {
        List<Line> lines = new ArrayList<>();
        for (String line :
                text.replaceAll("[\\u000B\\f]", " ").split("\r\n|[\n\r\\x1C-\\x1E\\x85\\u2028\\u2029]", -1)) {
            lines.add(new Line(lines.size() + 1, expanded(line).stripTrailing()));
        }
        return new Text(lines);
    }

    private static String expanded(String line) {
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                expanded.append(" ".repeat(TAB - expanded.length() % TAB));
            } else {
                expanded.append(c);
            }
        }
        return expanded.toString();
    }

    int size() {
        return lines.size();
    }

    Line line(int index) {
        return lines.get(index);
    }

    /** Says whether a line is blank, or there is none. */
    boolean isBlank(int index) {
        return index >= size() || line(index).isBlank();
    }

    Text part(int start, int end) {
        return new Text(lines.subList(start, end));
    }

    boolean isAllBlank() {
        return lines.stream().allMatch(Line::isBlank);
    }

    /** The lines from one that is indented on, as long as all are. */
    Block indented(int start) {
        return block(start, start, Integer.MAX_VALUE, false);
    }

    /** What belongs to a marker: the rest of its line from a column on, and indented lines after it, however far they are. */
    Block after(int start, int column, boolean untilBlank) {
        Block rest = block(start + 1, start, Integer.MAX_VALUE, untilBlank);
        return headed(start, column, rest);
    }

    /** What belongs to a marker: the rest of its line from a column on, and the lines that are indented as far as that. */
    Block aligned(int start, int column) {
        return headed(start, column, block(start + 1, start, column, false));
    }

    private Block headed(int start, int column, Block rest) {
        List<Line> all = new ArrayList<>();
        all.add(line(start).from(column));
        all.addAll(rest.text().lines());
        return new Block(new Text(all), rest.end(), rest.endsWell());
    }

    private Block block(int first, int start, int known, boolean untilBlank) {
        int least = Integer.MAX_VALUE;
        int end = first;
        boolean endsWell = true;
        for (; end < size(); end++) {
            Line line = line(end);
            if (line.isBlank()) {
                if (untilBlank) {
                    break;
                }
            } else if (!line.isIndented() || (known != Integer.MAX_VALUE && line.indent() < known)) {
                endsWell = end > start && line(end - 1).isBlank();
                break;
            } else {
                least = Math.min(least, line.indent());
            }
        }
        int column = known != Integer.MAX_VALUE ? known : least == Integer.MAX_VALUE ? 0 : least;
        return new Block(
                new Text(lines.subList(first, end).stream()
                        .map(line -> line.from(column))
                        .toList()),
                end,
                endsWell);
    }
}
