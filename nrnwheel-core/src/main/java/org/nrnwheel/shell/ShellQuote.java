package org.nrnwheel.shell;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Quotes words for POSIX shells ("Shell Command Language", 2.2.2). Stateless. */
public final class ShellQuote {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellQuote() {}

    /** Quotes a word whatever is in it. */
    public static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Quotes a word only where a shell, or a reader, would take it for something else. */
    public static String word(String word) {
        return PLAIN.matcher(word).matches() ? word : quoted(word);
    }

    /** Writes a command as people can type it. */
    public static String command(List<String> argv) {
        return argv.stream().map(ShellQuote::word).collect(Collectors.joining(" "));
    }
}
