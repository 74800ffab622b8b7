package org.nrnwheel.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that an audit found.
 *
 * @param id which check, e.g. {@code leaked-path}; stable
 * @param severity how much it weighs
 * @param file the file in the wheel, or nothing when it is about the wheel
 * @param message what is wrong, a sentence without its full stop
 * @param fix what to do about it, a sentence
 */
public record Finding(String id, Severity severity, Optional<String> file, String message, String fix)
        implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::id)
            .thenComparing(finding -> finding.file().orElse(""))
            .thenComparing(Finding::message)
            .thenComparing(Finding::fix);

    /** Orders findings: the gravest first, then by check and file. */
    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /**
     * Returns the finding with another severity.
     *
     * @param changed the severity
     * @return the changed finding
     */
    public Finding withSeverity(Severity changed) {
        return new Finding(id, changed, file, message, fix);
    }

    /**
     * Writes findings for people: each error on a line of its own, of warnings and advice the first three of a kind, and after each
     * kind what to do.
     *
     * @param findings the findings, in the order in which they are to stand
     * @return the lines, none when nothing was found
     */
    public static String toText(List<Finding> findings) {
        return FindingText.write(findings);
    }

    /**
     * Writes the finding on one line.
     *
     * @return e.g. {@code error leaked-path demo/_x.so: ...}
     */
    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT)
                + " "
                + id
                + file.map(name -> " " + name).orElse("")
                + ": "
                + message;
    }
}
