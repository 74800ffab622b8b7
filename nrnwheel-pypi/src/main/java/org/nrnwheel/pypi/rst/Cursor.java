package org.nrnwheel.pypi.rst;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.nrnwheel.pypi.rst.Text.Block;
import org.nrnwheel.pypi.rst.Text.Line;

/** Where the reading of one text is, which may be a part of another. Used by one thread, once. */
final class Cursor {
    private static final int DEEPEST = 30;

    private final Document document;
    private final Text text;
    private final int depth;
    private int at;

    /** At the start of a whole text. */
    Cursor(Document document, Text text) {
        this(document, text, 0);
    }

    private Cursor(Document document, Text text, int depth) {
        this.document = document;
        this.text = text;
        this.depth = depth;
    }

    Document document() {
        return document;
    }

    Text text() {
        return text;
    }

    /** Says whether the text is a part of another. */
    boolean isNested() {
        return depth > 0;
    }

    boolean isAtEnd() {
        return at >= text.size();
    }

    /** The index of the line that is next. */
    int at() {
        return at;
    }

    /** The line that is next. */
    Line line() {
        return text.line(at);
    }

    /** Says whether a blank line or nothing follows the line that is next. */
    boolean isLastOfParagraph() {
        return text.isBlank(at + 1);
    }

    /** Says whether an indented line follows the one that is next. */
    boolean isBeforeIndented() {
        return !isLastOfParagraph() && text.line(at + 1).isIndented();
    }

    /** Finds a mark at the start of the line that is next. */
    Optional<MatchResult> mark(Pattern pattern) {
        return isAtEnd() ? Optional.empty() : Marks.at(line().text(), pattern);
    }

    /** The index of the first blank line from here on. */
    int paragraphEnd() {
        int end = at;
        while (!text.isBlank(end)) {
            end++;
        }
        return end;
    }

    void moveTo(int index) {
        at = index;
    }

    /** Goes on after a block. */
    Block take(Block block) {
        at = block.end();
        return block;
    }

    /** Reads a text within this one; nothing is said of one that is too deep. */
    void nested(Text part) throws Fault {
        if (depth >= DEEPEST) {
            document.names().unsure();
        } else {
            new Blocks(new Cursor(document, part, depth + 1), new Progress(document)).read();
        }
    }

    /** Insists that a blank line or nothing follows a block. */
    void requireEnd(Block block, String what) throws Fault {
        if (!block.endsWell()) {
            throw fault(block.end(), what + " before this line ends without a blank line");
        }
    }

    /** What is wrong with a line, or with the last when there is none. */
    Fault fault(int index, String problem) {
        return new Fault(text.line(Math.min(index, text.size() - 1)).number(), problem);
    }
}
