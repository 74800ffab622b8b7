package org.nrnwheel.run;

import java.util.List;
import java.util.stream.Collectors;

/** Commands as people can type them. Stateless. */
final class ShellText {
    private ShellText() {}

    static String of(List<String> argv) {
        return argv.stream().map(ShellText::word).collect(Collectors.joining(" "));
    }

    private static String word(String text) {
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
