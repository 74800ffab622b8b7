package org.nrnwheel.pypi.rst;

import java.util.ArrayList;
import java.util.List;
import org.nrnwheel.pypi.rst.Text.Line;

/** The sections of a text, which are as deep as the lines under their titles say. Used by one thread, once. */
final class Sections {
    /** From here on letters may have two columns. */
    private static final int WIDE = 0x1100;

    private final List<String> styles = new ArrayList<>();
    private int level;

    /** Begins a section: its style was used before, or it is one deeper than the last. */
    void open(Line title, String style) throws Fault {
        int index = styles.indexOf(style);
        int wanted = (index < 0 ? styles.size() : index) + 1;
        if (wanted > level + 1) {
            throw new Fault(title.number(), "the title skips from level " + level + " to " + wanted);
        }
        if (index < 0) {
            styles.add(style);
        }
        level = wanted;
    }

    /** How many columns a title has at least. */
    static int atLeast(String title) {
        return (int) title.stripTrailing()
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK
                        && Character.getType(c) != Character.ENCLOSING_MARK
                        && Character.getType(c) != Character.FORMAT)
                .count();
    }

    /** How many it has at most. */
    static int atMost(String title) {
        return title.codePoints().map(c -> c < WIDE ? 1 : 2).sum();
    }
}
