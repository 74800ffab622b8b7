package org.nrnwheel.pypi;

/** What a renderer of reStructuredText stops at. Thrown as soon as one is found: the first is enough for an index to refuse. */
final class RstFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    RstFault(int line, String problem) {
        super(problem);
        this.line = line;
    }

    /** The line, from 1. */
    int line() {
        return line;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
