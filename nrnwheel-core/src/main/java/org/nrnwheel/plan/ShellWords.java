package org.nrnwheel.plan;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nrnwheel.shell.ShellQuote;

/**
 * Writes values as single words of a POSIX shell, whatever they hold. The script's own variables are in lower case with a
 * prefix, so that no variable that a plan names can be one of them.
 */
final class ShellWords {
    private static final Pattern PIECE = Pattern.compile("[*?]|[^*?]+");

    private ShellWords() {}

    /** Writes a value as one word. */
    static String word(Value value) {
        if (value instanceof Text text) {
            return ShellQuote.word(text.text());
        } else if (value instanceof Place place) {
            return place(place);
        } else if (value instanceof Captured captured) {
            return "\"$" + capture(captured.name()) + "\"";
        } else if (value instanceof Variable variable) {
            return "\"$" + variable(variable.name()) + "\"";
        }
        StringBuilder word = new StringBuilder();
        ((Joined) value).parts().forEach(part -> word.append(word(part)));
        return word.isEmpty() ? "''" : word.toString();
    }

    /** Writes a file name pattern whose asterisks and question marks alone mean something. */
    static String pattern(String glob) {
        return PIECE.matcher(glob)
                .results()
                .map(MatchResult::group)
                .map(piece -> piece.equals("*") || piece.equals("?") ? piece : ShellQuote.word(piece))
                .collect(Collectors.joining());
    }

    /** Names the script's variable of a root. */
    static String root(Place.Root root) {
        return "root_" + root.name().toLowerCase(Locale.ROOT);
    }

    /** Names the script's variable of a capture. */
    static String capture(String name) {
        return "captured_" + name;
    }

    /** Names the script's copy of a variable of the caller's environment. */
    static String variable(String name) {
        return "given_" + name;
    }

    /** Makes text fit for a comment: one line. */
    static String comment(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String place(Place place) {
        if (place.root() == Place.Root.SYSTEM) {
            return ShellQuote.word("/" + place.relative());
        }
        String root = "\"$" + root(place.root()) + "\"";
        return place.relative().isEmpty() ? root : root + "/" + ShellQuote.word(place.relative());
    }
}
