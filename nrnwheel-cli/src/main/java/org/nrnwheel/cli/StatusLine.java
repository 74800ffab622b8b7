package org.nrnwheel.cli;

import org.nrnwheel.report.PlainText;

/** The last line of a terminal, which says what is done now; the lines of what has happened stand above it. Used by one thread at a time. */
final class StatusLine {
    private static final String CLEAR = "\r\u001b[2K";

    private final Console console;
    private final boolean terminal;

    StatusLine(Console console) {
        this.console = console;
        this.terminal = console.terminal("err");
    }

    /** Says what is done now; elsewhere than on a terminal in a line for each. */
    void now(String text) {
        if (terminal) {
            show(text);
        } else {
            line(text);
        }
    }

    /** Says how far something is, on a terminal only. */
    void show(String text) {
        if (terminal) {
            String plain = PlainText.of(text);
            console.err().print(CLEAR + plain.substring(0, Math.min(plain.length(), console.columns() - 1)));
            console.err().flush();
        }
    }

    /** Says what has happened, in a line that stays. */
    void line(String text) {
        console.err().print((terminal ? CLEAR : "") + PlainText.of(text) + "\n");
    }

    /** Leaves an empty line to those who print next. */
    void clear() {
        if (terminal) {
            console.err().print(CLEAR);
            console.err().flush();
        }
    }
}
