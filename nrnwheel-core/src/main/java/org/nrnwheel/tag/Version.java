package org.nrnwheel.tag;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version (PEP 440): reads every spelling, writes the normalised one, and orders all versions. {@code 1.0} and
 * {@code 1.0.0} are equal, though each keeps its spelling of the zeros. Immutable.
 */
public final class Version implements Comparable<Version> {
    /** Longer ones are no versions but attacks on the reader. */
    private static final int LONGEST = 1000;

    private static final Pattern SYNTAX = Pattern.compile(
            "v?(?:(?<epoch>[0-9]++)!)?(?<release>[0-9]++(?:\\.[0-9]++)*+)"
                    + "(?<pre>[-_.]?(?<prel>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pren>[0-9]++)?)?"
                    + "(?<post>-(?<postn1>[0-9]++)|[-_.]?(?:post|rev|r)[-_.]?(?<postn2>[0-9]++)?)?"
                    + "(?<dev>[-_.]?dev[-_.]?(?<devn>[0-9]++)?)?"
                    + "(?:\\+(?<local>[a-z0-9]++(?:[-_.][a-z0-9]++)*+))?",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> LETTERS =
            Map.of("alpha", "a", "beta", "b", "c", "rc", "pre", "rc", "preview", "rc");

    private final BigInteger epoch;
    private final List<BigInteger> release;
    private final @Nullable PreRelease pre;
    private final @Nullable BigInteger post;
    private final @Nullable BigInteger dev;
    private final List<String> local;

    private Version(Matcher parts) {
        this.epoch = number(parts.group("epoch"));
        this.release = Stream.of(parts.group("release").split("\\.", -1))
                .map(BigInteger::new)
                .toList();
        this.pre = parts.group("pre") == null
                ? null
                : new PreRelease(letter(parts.group("prel")), number(parts.group("pren")));
        this.post = parts.group("post") == null ? null : postNumber(parts);
        this.dev = parts.group("dev") == null ? null : number(parts.group("devn"));
        this.local = parts.group("local") == null ? List.of() : segments(parts.group("local"));
    }

    /**
     * Reads a version.
     *
     * @param text any spelling that PEP 440 allows, e.g. {@code v1.0-RC.1}
     * @return the version
     * @throws IllegalArgumentException when it is none
     */
    public static Version parse(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException("not a version (PEP 440): '" + shortened(text) + "'"));
    }

    /**
     * Reads a version, if the text is one.
     *
     * @param text any text
     * @return the version, or nothing
     */
    public static Optional<Version> find(String text) {
        String stripped = text.strip();
        Matcher matcher = SYNTAX.matcher(stripped);
        return stripped.length() <= LONGEST && matcher.matches()
                ? Optional.of(new Version(matcher)).filter(Version::isShort)
                : Optional.empty();
    }

    /** As it is normalised, a version may be some letters longer, and must be one all the same. */
    private boolean isShort() {
        return toString().length() <= LONGEST;
    }

    /**
     * Says whether this is a pre-release or a development release.
     *
     * @return whether installers pass it over by default
     */
    public boolean isPrerelease() {
        return pre != null || dev != null;
    }

    /**
     * Returns the local part.
     *
     * @return e.g. {@code cu12.1} of {@code 1.0+cu12.1}, or nothing
     */
    public Optional<String> local() {
        return local.isEmpty() ? Optional.empty() : Optional.of(String.join(".", local));
    }

    /**
     * Orders versions as PEP 440 does; consistent with {@link #equals}.
     *
     * @param other another version
     * @return negative, 0 or positive
     */
    @Override
    public int compareTo(Version other) {
        int order = epoch.compareTo(other.epoch);
        order = order != 0 ? order : compare(significant(), other.significant());
        order = order != 0 ? order : Integer.compare(preRank(), other.preRank());
        order = order != 0 ? order : compareNullable(pre, other.pre, -1);
        order = order != 0 ? order : compareNullable(post, other.post, -1);
        order = order != 0 ? order : compareNullable(dev, other.dev, 1);
        return order != 0 ? order : compareLocals(local, other.local);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(epoch, significant(), pre, post, dev, local);
    }

    /**
     * Writes the normalised version.
     *
     * @return e.g. {@code 1.0rc1}
     */
    @Override
    public String toString() {
        return (epoch.signum() == 0 ? "" : epoch + "!")
                + release.stream().map(BigInteger::toString).collect(Collectors.joining("."))
                + (pre == null ? "" : pre)
                + (post == null ? "" : ".post" + post)
                + (dev == null ? "" : ".dev" + dev)
                + local().map(text -> "+" + text).orElse("");
    }

    /** The release without trailing zeros: they carry no order. */
    private List<BigInteger> significant() {
        int end = release.size();
        while (end > 0 && release.get(end - 1).signum() == 0) {
            end--;
        }
        return release.subList(0, end);
    }

    /** 1.0.dev1 stands before 1.0a1, and 1.0a1 before 1.0 and 1.0.post1. */
    private int preRank() {
        if (pre != null) {
            return 0;
        }
        return post == null && dev != null ? -1 : 1;
    }

    private static <T extends Comparable<T>> int compareNullable(@Nullable T a, @Nullable T b, int whenAbsent) {
        if (a != null && b != null) {
            return a.compareTo(b);
        }
        return a == b ? 0 : a == null ? whenAbsent : -whenAbsent;
    }

    private static int compare(List<BigInteger> a, List<BigInteger> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** No local part stands before any; numbers stand after words. */
    private static int compareLocals(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compareSegments(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareSegments(String a, String b) {
        if (isNumber(a) && isNumber(b)) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return isNumber(a) ? 1 : isNumber(b) ? -1 : a.compareTo(b);
    }

    private static boolean isNumber(String segment) {
        return segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static List<String> segments(String local) {
        List<String> segments = new ArrayList<>();
        for (String segment : local.toLowerCase(Locale.ROOT).split("[-_.]", -1)) {
            segments.add(isNumber(segment) ? new BigInteger(segment).toString() : segment);
        }
        return List.copyOf(segments);
    }

    private static BigInteger postNumber(Matcher parts) {
        String bare = parts.group("postn1");
        return number(bare == null ? parts.group("postn2") : bare);
    }

    private static BigInteger number(@Nullable String digits) {
        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static String letter(String spelled) {
        String letter = spelled.toLowerCase(Locale.ROOT);
        return LETTERS.getOrDefault(letter, letter);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private record PreRelease(String letter, BigInteger number) implements Comparable<PreRelease> {
        @Override
        public int compareTo(PreRelease other) {
            int order = letter.compareTo(other.letter);
            return order != 0 ? order : number.compareTo(other.number);
        }

        @Override
        public String toString() {
            return letter + number;
        }
    }
}
