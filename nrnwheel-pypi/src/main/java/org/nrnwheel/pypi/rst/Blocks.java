package org.nrnwheel.pypi.rst;

import org.nrnwheel.pypi.rst.Text.Line;

/**
 * The blocks of one text: which line begins what (the specification's "Body Elements"). What stands in tables is not looked at. Used by
 * one thread, once.
 */
final class Blocks {
    private final Cursor cursor;
    private final Progress progress;
    private final Lists lists;
    private final Definitions definitions;
    private final Explicit explicit;
    private final Titles titles;
    private final Paragraphs paragraphs;

    Blocks(Cursor cursor, Progress progress) {
        this.cursor = cursor;
        this.progress = progress;
        this.lists = new Lists(cursor);
        this.definitions = new Definitions(cursor);
        this.explicit = new Explicit(cursor, progress);
        this.titles = new Titles(cursor, progress);
        this.paragraphs = new Paragraphs(cursor);
    }

    /** Reads the text from its first line to its last. */
    void read() throws Fault {
        while (!cursor.isAtEnd()) {
            Line line = cursor.line();
            if (line.isBlank()) {
                cursor.moveTo(cursor.at() + 1);
            } else if (line.isIndented()) {
                progress.shown();
                new Quote(cursor).read();
            } else if (lists.read() || isLiteralOrTable(line)) {
                progress.shown();
            } else if (Marks.isExplicit(line.text())) {
                explicit.read(line);
            } else if (!Marks.isRule(line.text()) || !titles.overlined(line)) {
                text(line);
            }
        }
    }

    private boolean isLiteralOrTable(Line line) throws Fault {
        if (cursor.mark(Marks.DOCTEST).isPresent()) {
            cursor.moveTo(cursor.paragraphEnd());
        } else if (Marks.isTable(line.text())) {
            cursor.document().names().unsure();
            cursor.moveTo(Tables.end(cursor.text(), cursor.at()));
        } else {
            return false;
        }
        return true;
    }

    /** What begins as text: a title, a term with its definition, or a paragraph. */
    private void text(Line line) throws Fault {
        progress.shown();
        if (cursor.isLastOfParagraph()) {
            paragraphs.read();
        } else if (cursor.isBeforeIndented()) {
            definitions.read();
        } else if (titles.isUnderlined(line)) {
            titles.underlined(line);
        } else {
            paragraphs.read();
        }
    }
}
