package org.nrnwheel.pypi.rst;

/** What a renderer of reStructuredText stops at. Thrown as soon as one is found: the first is enough for an index to refuse. Immutable. */
public final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    Fault(int line, String problem) {
        super(problem);
        this.line = line;
    }

    /** Returns the line where it stands, from 1. */
    public int line() {
        return line;
    }

    /** Returns what is wrong there, without the line. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
