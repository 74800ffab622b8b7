package org.nrnwheel.pypi.rst;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.nrnwheel.pypi.rst.Text.Block;
import org.nrnwheel.pypi.rst.Text.Line;

/** Explicit markup, which two full stops begin: footnotes, targets, substitutions, directives, and comments, which are all else. */
final class Explicit {
    private static final Pattern ROLE = Pattern.compile("[^\\s(]+");

    private final Cursor cursor;
    private final Progress progress;
    private final Names names;

    Explicit(Cursor cursor, Progress progress) {
        this.cursor = cursor;
        this.progress = progress;
        this.names = cursor.document().names();
    }

    /** Reads what begins at a line. */
    void read(Line line) throws Fault {
        boolean ends = construct(line);
        if (!ends && (cursor.isAtEnd() || !Marks.isExplicit(cursor.line().text()))) {
            throw cursor.fault(cursor.at(), "the explicit markup before this line ends without a blank line");
        }
    }

    /** Reads one construct; says whether it ends well. */
    private boolean construct(Line line) throws Fault {
        Optional<MatchResult> note = cursor.mark(Marks.NOTE);
        Optional<MatchResult> target = cursor.mark(Marks.TARGET);
        Optional<MatchResult> substitution = cursor.mark(Marks.SUBSTITUTION);
        Optional<MatchResult> directive = cursor.mark(Marks.DIRECTIVE);
        if (note.isPresent()) {
            return note(line, note.get());
        } else if (target.isPresent()) {
            return target(line, target.get());
        } else if (substitution.isPresent()) {
            return substitution(line, substitution.get());
        } else if (directive.isPresent()) {
            return directive(line, directive.get());
        }
        return cursor.mark(Marks.EXPLICIT).map(this::comment).orElseGet(() -> namelessTarget(line));
    }

    private boolean note(Line line, MatchResult mark) throws Fault {
        progress.shown();
        Block block = take(mark.end(), false);
        if (block.text().isAllBlank()) {
            throw new Fault(line.number(), "the footnote has no content");
        }
        cursor.nested(block.text());
        names.target(mark.group(1).replaceFirst("^#", ""));
        return block.endsWell();
    }

    private boolean target(Line line, MatchResult mark) throws Fault {
        progress.shown();
        Block block = take(mark.end(), true);
        new Target(line.number(), block.text()).read(names);
        return block.endsWell();
    }

    private boolean namelessTarget(Line line) {
        progress.shown();
        names.namelessTarget(line.number());
        return take(2, true).endsWell();
    }

    private boolean substitution(Line line, MatchResult mark) throws Fault {
        progress.hidden();
        Block block = take(mark.end(), false);
        new Substitution(line.number(), block.text()).read(cursor.document());
        return block.endsWell();
    }

    private boolean directive(Line line, MatchResult mark) throws Fault {
        progress.shown();
        String name = mark.group(1).toLowerCase(Locale.ROOT);
        Block block = take(mark.end(), false);
        Text content = Directives.content(line.number(), name, block.text(), names);
        if (name.equals("role")) {
            role(content);
        } else if (Directives.hasText(name)) {
            cursor.nested(content);
        } else if (Directives.isUnread(name)) {
            names.unsure();
        }
        return block.endsWell() || cursor.text().isBlank(cursor.at());
    }

    private void role(Text content) {
        if (content.size() > 0) {
            Marks.at(content.line(0).text(), ROLE).ifPresent(role -> names.role(role.group()));
        }
    }

    /** A comment is nothing at all; what is indented after a mark alone and a blank line is none of it. */
    private boolean comment(MatchResult mark) {
        boolean alone = mark.end() == cursor.line().text().length();
        if (alone && cursor.isLastOfParagraph()) {
            cursor.moveTo(cursor.at() + 1);
            return true;
        }
        return take(2, false).endsWell();
    }

    private Block take(int column, boolean untilBlank) {
        return cursor.take(cursor.text().after(cursor.at(), column, untilBlank));
    }
}
