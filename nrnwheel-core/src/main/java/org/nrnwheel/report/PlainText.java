package org.nrnwheel.report;

import java.util.regex.Pattern;

/** Makes what a command printed fit for a document or a terminal. Stateless. */
public final class PlainText {
    private static final Pattern SEQUENCE = Pattern.compile(
            "\u001b(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]");

    private PlainText() {}

    /**
     * Drops control sequences (ECMA-48), control characters but for tab and line end, and what XML 1.0 cannot hold.
     *
     * @param text what a command printed
     * @return the rest, harmless to a terminal
     */
    public static String of(String text) {
        StringBuilder plain = new StringBuilder();
        SEQUENCE.matcher(text)
                .replaceAll("")
                .codePoints()
                .filter(PlainText::allowed)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean allowed(int c) {
        if (c == '\t' || c == '\n') {
            return true;
        }
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !Character.isISOControl(c) && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
