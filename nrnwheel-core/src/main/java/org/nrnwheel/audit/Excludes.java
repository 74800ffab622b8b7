package org.nrnwheel.audit;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sonames that are somebody else's matter, with {@code *} and {@code ?} as in a shell. Immutable. */
public final class Excludes {
    private final List<Pattern> patterns;

    /**
     * Makes a set of sonames.
     *
     * @param globs patterns of sonames
     */
    public Excludes(List<String> globs) {
        this.patterns = globs.stream().map(Excludes::pattern).toList();
    }

    /**
     * Says whether a soname is in the set.
     *
     * @param soname e.g. {@code libgomp.so.1}
     * @return whether a pattern matches all of it
     */
    public boolean matches(String soname) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(soname).matches());
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
