package org.nrnwheel.pypi.rst;

import org.nrnwheel.pypi.rst.Text.Line;

/** The borders of tables; what stands in them is not looked at. */
final class Tables {
    private static final int LAST_ASCII = 0x7f;

    private Tables() {}

    /** Returns the line after the table that begins at one. */
    static int end(Text text, int start) throws Fault {
        boolean grid = text.line(start).text().startsWith("+");
        return grid ? grid(text, start) : simple(text, start);
    }

    /** A table that is drawn with lines. */
    private static int grid(Text text, int start) throws Fault {
        int width = text.line(start).text().strip().length();
        int end = start;
        for (; !text.isBlank(end); end++) {
            Line line = text.line(end);
            if (!line.text().startsWith("+") && !line.text().startsWith("|")) {
                throw new Fault(
                        line.number(),
                        "the table before this line ends without a blank line, or its left border is missing");
            } else if (line.text().chars().allMatch(c -> c <= LAST_ASCII) && !isClosed(line.text(), width)) {
                throw new Fault(line.number(), "the right border of the table is missing or not aligned");
            }
        }
        Line last = text.line(end - 1);
        if (!Marks.GRID_TABLE.matcher(last.text()).matches()) {
            throw new Fault(last.number(), "the bottom border of the table is missing");
        }
        return end;
    }

    private static boolean isClosed(String line, int width) {
        return line.length() == width && (line.endsWith("+") || line.endsWith("|"));
    }

    /** A table whose columns have rules of equals signs. */
    private static int simple(Text text, int start) throws Fault {
        int width = text.line(start).text().strip().length();
        int found = 0;
        for (int i = start + 1; i < text.size(); i++) {
            Line line = text.line(i);
            if (Marks.SIMPLE_BORDER.matcher(line.text()).matches()) {
                found++;
                if (line.text().strip().length() != width) {
                    throw new Fault(line.number(), "this border of the table is not as wide as its top");
                } else if (text.isBlank(i + 1)) {
                    return i + 1;
                } else if (found == 2) {
                    throw new Fault(text.line(i + 1).number(), "the table before this line ends without a blank line");
                }
            }
        }
        throw new Fault(text.line(start).number(), "the bottom border of the table is missing");
    }
}
