package org.nrnwheel.pypi;

import org.nrnwheel.pypi.RstText.Line;

/** The borders of tables; what stands in them is not looked at. */
final class RstTables {
    private static final int LAST_ASCII = 0x7f;

    private RstTables() {}

    /** Returns the line after a table that is drawn with lines. */
    static int grid(RstText text, int start) throws RstFault {
        int width = text.line(start).text().strip().length();
        int end = start;
        for (; !text.isBlank(end); end++) {
            Line line = text.line(end);
            if (!line.text().startsWith("+") && !line.text().startsWith("|")) {
                throw new RstFault(
                        line.number(),
                        "the table before this line ends without a blank line, or its left border is missing");
            } else if (line.text().chars().allMatch(c -> c <= LAST_ASCII) && !isClosed(line.text(), width)) {
                throw new RstFault(line.number(), "the right border of the table is missing or not aligned");
            }
        }
        Line last = text.line(end - 1);
        if (!RstMarks.GRID_TABLE.matcher(last.text()).matches()) {
            throw new RstFault(last.number(), "the bottom border of the table is missing");
        }
        return end;
    }

    private static boolean isClosed(String line, int width) {
        return line.length() == width && (line.endsWith("+") || line.endsWith("|"));
    }

    /** Returns the line after a table whose columns have rules of equals signs. */
    static int simple(RstText text, int start) throws RstFault {
        int width = text.line(start).text().strip().length();
        int found = 0;
        for (int i = start + 1; i < text.size(); i++) {
            Line line = text.line(i);
            if (RstMarks.SIMPLE_BORDER.matcher(line.text()).matches()) {
                found++;
                if (line.text().strip().length() != width) {
                    throw new RstFault(line.number(), "this border of the table is not as wide as its top");
                } else if (text.isBlank(i + 1)) {
                    return i + 1;
                } else if (found == 2) {
                    throw new RstFault(
                            text.line(i + 1).number(), "the table before this line ends without a blank line");
                }
            }
        }
        throw new RstFault(text.line(start).number(), "the bottom border of the table is missing");
    }
}
