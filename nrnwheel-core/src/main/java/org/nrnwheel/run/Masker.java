package org.nrnwheel.run;

import java.util.Comparator;
import java.util.List;
import org.nrnwheel.env.Secret;

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
        // Output is masked line by line, so a secret of several lines is hidden by its lines. The longest go first, for
        // one may hold another.
        hidden = secrets.stream()
                .flatMap(secret -> secret.reveal().lines())
                .filter(line -> line.length() >= SHORTEST)
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

    List<String> mask(List<String> lines) {
        return hidden.isEmpty() ? lines : lines.stream().map(this::mask).toList();
    }

    /** How many characters at the end of a piece of text may be the beginning of a hidden value. */
    int overlap() {
        return hidden.isEmpty() ? 0 : hidden.get(0).length() - 1;
    }
}
