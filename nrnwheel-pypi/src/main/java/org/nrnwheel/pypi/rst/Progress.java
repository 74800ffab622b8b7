package org.nrnwheel.pypi.rst;

import java.util.Optional;
import org.nrnwheel.pypi.rst.Text.Line;

/** What came in a text since its last title or transition, which says where a transition may stand. Used by one thread, once. */
final class Progress {
    private final Document document;
    /** A transition after which nothing came yet. */
    private Optional<Line> transition = Optional.empty();
    /** Whether something came since the start of the section. */
    private boolean begun;

    Progress(Document document) {
        this.document = document;
    }

    /** Something came that is not shown where it stands. */
    void hidden() {
        transition = Optional.empty();
        begun = true;
    }

    /** Something came that is shown. */
    void shown() {
        hidden();
        document.show();
    }

    /**
     * A title came.
     *
     * @param message whether something stands between it and what follows
     */
    void title(boolean message) {
        shown();
        begun = message;
    }

    /** A transition came. */
    void transition(Line line) throws Fault {
        if (!begun) {
            throw new Fault(line.number(), "a transition cannot stand at the start, or after another");
        }
        begun = false;
        transition = Optional.of(line);
        document.show();
    }

    /** Insists that the text may end here. */
    void requireEnd() throws Fault {
        if (transition.isPresent()) {
            throw new Fault(transition.get().number(), "a transition cannot stand at the end");
        }
    }
}
