package org.nrnwheel.pypi.rst;

import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.pypi.rst.Text.Block;
import org.nrnwheel.pypi.rst.Text.Line;

/** Terms with their definitions, which are indented. */
final class Definitions {
    private final Cursor cursor;

    Definitions(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Reads all that follow each other. */
    void read() throws Fault {
        Block block;
        do {
            Line term = cursor.line();
            cursor.document().inline().read(term.number(), term.text());
            block = cursor.text().indented(cursor.at() + 1);
            cursor.nested(block.text());
            cursor.take(block);
        } while (isTerm());
        cursor.requireEnd(block, "the definition");
    }

    /** Another term: a line that begins nothing else, with an indented one after it. */
    private boolean isTerm() {
        return !cursor.isAtEnd()
                && cursor.isBeforeIndented()
                && isText(cursor.line().text());
    }

    private boolean isText(String line) {
        return Stream.of(Marks.BULLET, Marks.FIELD, Marks.DOCTEST, Marks.LINE_BLOCK)
                        .allMatch(mark -> cursor.mark(mark).isEmpty())
                && Enumerator.of(line, Optional.empty()).isEmpty()
                && Lists.option(cursor).isEmpty()
                && !Marks.isTable(line)
                && !Marks.isExplicit(line)
                && !Marks.isRule(line);
    }
}
