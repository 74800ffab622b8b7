package org.nrnwheel.pypi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a text apart from left to right. Blanks between what it takes are left out. Used by one thread. */
final class Scanner {
    private static final Pattern BLANKS = Pattern.compile("[ \\t]*");

    private final String text;
    private int position;

    Scanner(String text) {
        this.text = text;
    }

    /** Takes what matches here, or nothing. */
    Optional<String> take(Pattern pattern) {
        Matcher blanks = BLANKS.matcher(text).region(position, text.length());
        int start = blanks.lookingAt() ? blanks.end() : position;
        // bounds are transparent so that \b sees what stands before
        Matcher matcher = pattern.matcher(text).region(start, text.length()).useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        position = matcher.end();
        return Optional.of(matcher.group());
    }

    boolean takes(Pattern pattern) {
        return take(pattern).isPresent();
    }

    /** Says whether nothing is left but blanks. */
    boolean atEnd() {
        return rest().isEmpty();
    }

    String rest() {
        return text.substring(position).strip();
    }
}
