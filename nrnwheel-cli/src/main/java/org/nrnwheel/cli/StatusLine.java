package org.nrnwheel.cli;

import org.nrnwheel.report.PlainText;

/** The last line of a terminal, which says what is done now; elsewhere a line for each. Used by one thread at a time. */
final class StatusLine {
    private static final String CLEAR = "\r\u001b[2K";

    private final Console console;
    private final boolean terminal;

    StatusLine(Console console) {
        this.console = console;
        this.terminal = console.terminal("err");
    }

    /** Says what is done now. */
    void now(String text) {
        String plain = PlainText.of(text);
        if (terminal) {
            console.err().print(CLEAR + plain.substring(0, Math.min(plain.length(), console.columns() - 1)));
            console.err().flush();
        } else {
            console.err().print(plain + "\n");
        }
    }

    /** Leaves an empty line to those who print next. */
    void clear() {
        if (terminal) {
            console.err().print(CLEAR);
            console.err().flush();
        }
    }
}
