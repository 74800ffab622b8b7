package org.nrnwheel.pypi.rst;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import org.nrnwheel.pypi.rst.Text.Block;

/** Lists of each kind whose items begin with a mark: bullets, numbers, fields, options, and the lines of line blocks. */
final class Lists {
    private final Cursor cursor;

    Lists(Cursor cursor) {
        this.cursor = cursor;
    }

    /** How an item is read, whose mark is known. */
    private interface Item {
        Block read(MatchResult mark) throws Fault;
    }

    /** Reads the list that begins here; says whether one does. */
    boolean read() throws Fault {
        return bullets() || new Numbers(cursor).read() || fields() || options() || lineBlock();
    }

    private boolean bullets() throws Fault {
        char bullet = cursor.line().text().charAt(0);
        return items(
                () -> cursor.mark(Marks.BULLET).filter(mark -> mark.group().charAt(0) == bullet),
                mark -> nested(aligned(cursor, mark.end())),
                "the list");
    }

    private boolean fields() throws Fault {
        return items(
                () -> cursor.mark(Marks.FIELD),
                mark -> {
                    cursor.document().inline().read(cursor.line().number(), mark.group(1));
                    return nested(after(mark, false));
                },
                "the field list");
    }

    private boolean options() throws Fault {
        return items(() -> option(cursor), mark -> nested(after(mark, false)), "the option list");
    }

    private boolean lineBlock() throws Fault {
        return items(
                () -> cursor.mark(Marks.LINE_BLOCK),
                mark -> {
                    Block block = after(mark, true);
                    cursor.document().inline().read(block.text());
                    return block;
                },
                "the line block");
    }

    /** Reads items as long as there are more; says whether there was one. */
    private boolean items(Supplier<Optional<MatchResult>> next, Item item, String what) throws Fault {
        Optional<MatchResult> mark = next.get();
        boolean found = mark.isPresent();
        while (mark.isPresent()) {
            Block block = cursor.take(item.read(mark.get()));
            mark = next.get();
            if (mark.isEmpty()) {
                cursor.requireEnd(block, what);
            }
        }
        return found;
    }

    private Block nested(Block block) throws Fault {
        cursor.nested(block.text());
        return block;
    }

    private Block after(MatchResult mark, boolean untilBlank) {
        return cursor.text().after(cursor.at(), mark.end(), untilBlank);
    }

    /** The option that begins here. One without a description is ordinary text. */
    static Optional<MatchResult> option(Cursor cursor) {
        return cursor.mark(Marks.OPTIONS)
                .filter(mark -> !cursor.text()
                        .after(cursor.at(), mark.end(), false)
                        .text()
                        .isAllBlank());
    }

    /** The item that begins here: its lines are indented as far as its text; all that are indented when its mark is alone. */
    static Block aligned(Cursor cursor, int column) {
        boolean alone = cursor.line().text().length() <= column;
        return alone
                ? cursor.text().after(cursor.at(), column, false)
                : cursor.text().aligned(cursor.at(), column);
    }
}
