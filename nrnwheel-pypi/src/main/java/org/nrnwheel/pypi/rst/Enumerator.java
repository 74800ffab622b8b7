package org.nrnwheel.pypi.rst;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What begins an item of a numbered list.
 *
 * @param before an opening bracket, or nothing
 * @param after a closing bracket or a full stop
 * @param sequence how it counts
 * @param ordinal its number; 1 for one that counts by itself
 * @param width how many characters it has, with the blanks after it
 */
record Enumerator(String before, String after, Sequence sequence, int ordinal, int width) {
    private static final Pattern SYNTAX =
            Pattern.compile("(\\()?([0-9]+|[a-z]|[A-Z]|[ivxlcdm]+|[IVXLCDM]+|#)(\\)|\\.)(?: +|$)");
    private static final Pattern ROMAN =
            Pattern.compile("M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})");
    private static final String LETTERS = "IVXLCDM";
    private static final List<Integer> WORTH = List.of(1, 5, 10, 50, 100, 500, 1000);
    private static final int MOST_DIGITS = 9;
    private static final int ALPHABET = 26;

    /** How a list counts. */
    enum Sequence {
        ARABIC("[0-9]+"),
        LOWER_ALPHA("[a-z]"),
        UPPER_ALPHA("[A-Z]"),
        LOWER_ROMAN("[ivxlcdm]+"),
        UPPER_ROMAN("[IVXLCDM]+"),
        AUTOMATIC("#");

        private final String syntax;

        Sequence(String syntax) {
            this.syntax = syntax;
        }
    }

    /** Reads the start of a line. A sequence that is expected is tried first: {@code i} may follow {@code h}. */
    static Optional<Enumerator> of(String line, Optional<Sequence> expected) {
        Matcher matcher = SYNTAX.matcher(line);
        if (!matcher.lookingAt()
                || (matcher.group(1) != null && !matcher.group(3).equals(")"))) {
            return Optional.empty();
        }
        String text = matcher.group(2);
        Sequence sequence = sequence(text, expected);
        int ordinal = ordinal(text, sequence);
        String before = matcher.group(1) == null ? "" : "(";
        return ordinal < 0
                ? Optional.empty()
                : Optional.of(new Enumerator(before, matcher.group(3), sequence, ordinal, matcher.end()));
    }

    private static Sequence sequence(String text, Optional<Sequence> expected) {
        if (expected.isPresent() && !text.equals("#") && text.matches(expected.get().syntax)) {
            return expected.get();
        } else if (text.equalsIgnoreCase("i")) {
            return text.equals("i") ? Sequence.LOWER_ROMAN : Sequence.UPPER_ROMAN;
        }
        for (Sequence sequence : Sequence.values()) {
            if (text.matches(sequence.syntax)) {
                return sequence;
            }
        }
        throw new IllegalStateException(text);
    }

    private static int ordinal(String text, Sequence sequence) {
        return switch (sequence) {
            case ARABIC -> text.length() > MOST_DIGITS ? -1 : Integer.parseInt(text);
            case LOWER_ALPHA -> text.charAt(0) - 'a' + 1;
            case UPPER_ALPHA -> text.charAt(0) - 'A' + 1;
            case LOWER_ROMAN, UPPER_ROMAN -> roman(text.toUpperCase(Locale.ROOT));
            case AUTOMATIC -> 1;
        };
    }

    private static int roman(String text) {
        if (!ROMAN.matcher(text).matches()) {
            return -1;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int worth = WORTH.get(LETTERS.indexOf(text.charAt(i)));
            boolean smaller = i + 1 < text.length() && worth < WORTH.get(LETTERS.indexOf(text.charAt(i + 1)));
            sum += smaller ? -worth : worth;
        }
        return sum;
    }

    /** Says whether it begins an item, by the line that follows: one that goes on with the text makes it a part of that. */
    boolean isFollowedWell(Text text, int index) {
        if (index + 1 >= text.size()
                || text.isBlank(index + 1)
                || text.line(index + 1).isIndented()) {
            return true;
        }
        String next = text.line(index + 1).text();
        return next.startsWith(before + "#" + after + " ") || (sequence != Sequence.AUTOMATIC && begins(next));
    }

    private boolean begins(String next) {
        if ((sequence == Sequence.LOWER_ALPHA || sequence == Sequence.UPPER_ALPHA) && ordinal >= ALPHABET) {
            return false;
        }
        return next.startsWith(before)
                && of(next, Optional.of(sequence))
                        .filter(other -> other.sequence == sequence && other.ordinal == ordinal + 1)
                        .filter(other -> other.before.equals(before) && other.after.equals(after))
                        .filter(other -> next.startsWith(" ", other.markWidth(next)))
                        .isPresent();
    }

    private int markWidth(String line) {
        return line.substring(0, width).stripTrailing().length();
    }

    /** Says whether it is the next item of the same list. */
    boolean follows(Enumerator last, Sequence first, boolean automatic) {
        return before.equals(last.before)
                && after.equals(last.after)
                && (sequence == Sequence.AUTOMATIC || (sequence == first && !automatic && ordinal == last.ordinal + 1));
    }
}
