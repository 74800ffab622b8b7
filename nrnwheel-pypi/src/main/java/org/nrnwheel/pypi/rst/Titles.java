package org.nrnwheel.pypi.rst;

import java.util.Optional;
import org.nrnwheel.pypi.rst.Text.Line;

/** Titles with a line under or around them, and transitions: such a line alone. */
final class Titles {
    /** Shorter lines may be text. */
    private static final int SHORT = 4;

    private final Cursor cursor;
    private final Progress progress;

    Titles(Cursor cursor, Progress progress) {
        this.cursor = cursor;
        this.progress = progress;
    }

    /** Reads what begins with a line of one punctuation mark: a title, or a transition. Says no, and reads nothing, when it is text. */
    boolean overlined(Line over) throws Fault {
        boolean isShort = over.text().strip().length() < SHORT;
        if (isShort && (cursor.isNested() || cursor.isLastOfParagraph())) {
            return false;
        } else if (cursor.isNested()) {
            throw new Fault(over.number(), "a title or a transition cannot stand here");
        } else if (cursor.isLastOfParagraph()) {
            progress.transition(over);
            cursor.moveTo(cursor.at() + 1);
            return true;
        }
        return titled(over, isShort);
    }

    private boolean titled(Line over, boolean isShort) throws Fault {
        Line title = cursor.text().line(cursor.at() + 1);
        Optional<String> problem = problem(over.text(), title.text());
        if (problem.isPresent() && isShort) {
            return false;
        } else if (problem.isPresent()) {
            throw new Fault(over.number(), problem.get());
        }
        section(title, over.text().substring(0, 1) + over.text().charAt(0));
        cursor.moveTo(cursor.at() + 3);
        return true;
    }

    private Optional<String> problem(String over, String title) {
        int index = cursor.at() + 2;
        String under = index < cursor.text().size() ? cursor.text().line(index).text() : "";
        if (Marks.isRule(title)) {
            return Optional.of("this is neither a title nor a transition");
        } else if (!Marks.isRule(under)) {
            return Optional.of("the title has a line over it and none under it");
        } else if (!under.equals(over)) {
            return Optional.of("the lines over and under the title are not the same");
        } else if (Sections.atLeast(title) > over.length()) {
            return Optional.of("the line over the title is shorter than the title");
        }
        return Optional.empty();
    }

    /** Says whether the line that follows stands under a title. */
    boolean isUnderlined(Line title) {
        String under = cursor.text().line(cursor.at() + 1).text();
        return Marks.isRule(under) && (under.length() >= SHORT || Sections.atMost(title.text()) <= under.length());
    }

    /** Reads a title with a line under it. */
    void underlined(Line title) throws Fault {
        Line under = cursor.text().line(cursor.at() + 1);
        if (cursor.isNested()) {
            throw new Fault(title.number(), "a title cannot stand here");
        } else if (Sections.atLeast(title.text()) > under.text().length()) {
            throw new Fault(under.number(), "the line under the title is shorter than the title");
        }
        section(title, under.text().substring(0, 1));
        cursor.moveTo(cursor.at() + 2);
    }

    private void section(Line title, String style) throws Fault {
        Names names = cursor.document().names();
        cursor.document().sections().open(title, style);
        String plain = title.text().strip();
        cursor.document().inline().read(title.number(), plain);
        boolean simple = plain.matches("[^\\\\*`|_<>]*");
        // A name that is there already makes a message, which stands between the title and a transition.
        progress.title(!simple || names.isTarget(plain));
        if (simple) {
            names.target(plain);
        } else {
            names.unsure();
        }
    }
}
