package org.nrnwheel.pypi.rst;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nrnwheel.pypi.rst.Text.Block;
import org.nrnwheel.pypi.rst.Text.Line;

/** Paragraphs, and the literal blocks that two colons at their ends announce. */
final class Paragraphs {
    private static final Pattern LITERAL_NEXT = Pattern.compile("(?s).*(?<!\\\\)(?:\\\\\\\\)*::");
    private static final Pattern QUOTED = Pattern.compile("[!-/:-@\\[-`{-~]");

    private final Cursor cursor;

    Paragraphs(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Reads the one that begins here, with the literal block after it. */
    void read() throws Fault {
        int end = cursor.paragraphEnd();
        for (int i = cursor.at(); i < end; i++) {
            if (cursor.text().line(i).isIndented()) {
                throw cursor.fault(i, "this line is indented, and no blank line stands before it");
            }
        }
        Text paragraph = cursor.text().part(cursor.at(), end);
        boolean literal = LITERAL_NEXT
                .matcher(paragraph.lines().stream().map(Line::text).collect(Collectors.joining("\n")))
                .matches();
        cursor.document().inline().read(literal ? withoutColons(paragraph) : paragraph);
        cursor.moveTo(end);
        if (literal) {
            literal();
        }
    }

    /** Of two colons after a word, one is shown. */
    private static Text withoutColons(Text paragraph) {
        List<Line> lines = new ArrayList<>(paragraph.lines());
        Line last = lines.remove(lines.size() - 1);
        String before = last.text().substring(0, last.text().length() - 2);
        boolean alone = before.isEmpty() || before.endsWith(" ");
        lines.add(new Line(last.number(), alone ? before.stripTrailing() : before + ":"));
        return new Text(lines);
    }

    private void literal() throws Fault {
        Block block = cursor.take(cursor.text().indented(cursor.at()));
        if (block.text().isAllBlank()) {
            quoted();
        } else {
            cursor.requireEnd(block, "the literal block");
        }
    }

    /** A literal block that is not indented: its lines begin with one and the same mark. */
    private void quoted() throws Fault {
        char mark = cursor.mark(QUOTED)
                .orElseThrow(() -> cursor.fault(cursor.at(), "after '::' no literal block follows"))
                .group()
                .charAt(0);
        int end = cursor.paragraphEnd();
        for (int i = cursor.at(); i < end; i++) {
            if (cursor.text().line(i).text().charAt(0) != mark) {
                throw cursor.fault(i, "the lines of the literal block do not begin alike");
            }
        }
        cursor.moveTo(end);
    }
}
