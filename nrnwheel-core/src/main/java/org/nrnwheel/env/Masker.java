package org.nrnwheel.env;

import java.util.Comparator;
import java.util.List;

/** Hides the values of secrets in text that is shown or kept. Immutable. */
public final class Masker {
    private static final int SHORTEST = 4;
    private static final String MASK = "***";

    private final List<String> hidden;

    /**
     * Makes a masker. Values shorter than four characters are not hidden: they would blot out ordinary text.
     *
     * @param secrets what to hide
     */
    public Masker(List<Secret> secrets) {
        this(secrets, SHORTEST);
    }

    /**
     * Makes a masker that hides every value, however short: for the words of a server or a program to which the secrets were given, where
     * blotted text is better than a secret.
     *
     * @param secrets what to hide
     * @return the masker
     */
    public static Masker ofEach(List<Secret> secrets) {
        return new Masker(secrets, 1);
    }

    private Masker(List<Secret> secrets, int shortest) {
        // Output is masked line by line, so a secret of several lines is hidden by its lines. The longest go first, for
        // one may hold another.
        hidden = secrets.stream()
                .flatMap(secret -> secret.reveal().lines())
                .filter(line -> line.length() >= shortest)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * Hides the values.
     *
     * @param text any text
     * @return the text with three asterisks for each value
     */
    public String mask(String text) {
        String masked = text;
        for (String value : hidden) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }

    /**
     * Hides the values.
     *
     * @param lines any lines
     * @return the lines with three asterisks for each value
     */
    public List<String> mask(List<String> lines) {
        return hidden.isEmpty() ? lines : lines.stream().map(this::mask).toList();
    }

    /**
     * Says how much of a text that comes in pieces must wait for the next piece.
     *
     * @return how many characters at the end of a piece may be the beginning of a hidden value, 0 or more
     */
    public int overlap() {
        return hidden.isEmpty() ? 0 : hidden.get(0).length() - 1;
    }
}
