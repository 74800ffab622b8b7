package org.nrnwheel.pypi.rst;

import java.util.List;
import java.util.regex.Pattern;
import org.nrnwheel.pypi.rst.Text.Block;
import org.nrnwheel.pypi.rst.Text.Line;

/** An indented block that nothing introduces: a quotation. */
final class Quote {
    private static final Pattern ATTRIBUTION = Pattern.compile("(?:---?(?!-)|\u2014) *(?=[^ \\n])");

    private final Cursor cursor;

    Quote(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Reads it up to its end. */
    void read() throws Fault {
        Block block = cursor.text().indented(cursor.at());
        cursor.nested(withoutAttributions(block.text()));
        cursor.requireEnd(cursor.take(block), "the indented block");
    }

    /** A line with a dash after a blank one says who is quoted: its dash is no bullet then. */
    private Text withoutAttributions(Text quoted) {
        List<Line> lines = quoted.lines();
        for (int i = 1; i < lines.size(); i++) {
            boolean dash = Marks.at(lines.get(i).text(), ATTRIBUTION).isPresent();
            if (dash && lines.get(i - 1).isBlank()) {
                // What follows has rules of its own; nothing is said of the rest.
                cursor.document().names().unsure();
                return quoted.part(0, i);
            }
        }
        return quoted;
    }
}
