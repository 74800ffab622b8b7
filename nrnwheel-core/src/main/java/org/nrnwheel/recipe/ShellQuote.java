package org.nrnwheel.recipe;

/** Quotes words for POSIX shells. */
final class ShellQuote {
    private ShellQuote() {}

    static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Quotes a word only where a shell would change it. */
    static String word(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : quote(word);
    }
}
