package org.nrnwheel.pypi.rst;

/** A whole text with what its parts share: names, inline markup, sections, and whether something is shown. Used by one thread, once. */
final class Document {
    private final Names names = new Names();
    private final Inline inline = new Inline(names);
    private final Sections sections = new Sections();
    private boolean shown;

    /** Reads the text with all that stands in it. */
    void read(Text text) throws Fault {
        Progress progress = new Progress(this);
        new Blocks(new Cursor(this, text), progress).read();
        progress.requireEnd();
        if (!shown && !text.isAllBlank()) {
            throw new Fault(text.line(0).number(), "nothing of it is shown");
        }
        names.require();
    }

    Names names() {
        return names;
    }

    Inline inline() {
        return inline;
    }

    Sections sections() {
        return sections;
    }

    /** Notes that something is shown. */
    void show() {
        shown = true;
    }
}
