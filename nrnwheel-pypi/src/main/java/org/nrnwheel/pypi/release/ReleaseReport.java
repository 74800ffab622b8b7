package org.nrnwheel.pypi.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.json.Json;

/**
 * Whether a set of wheels may be released, and why not. Immutable.
 *
 * @param expected the slots that the set must fill
 * @param wheels the wheels that were looked at
 * @param findings what was found, the gravest first; each names its wheel as its file
 */
public record ReleaseReport(List<ReleaseSlot> expected, List<Path> wheels, List<Finding> findings) {
    /** Version of the JSON form that this library writes. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * Copies the lists.
     */
    public ReleaseReport {
        expected = List.copyOf(expected);
        wheels = List.copyOf(wheels);
        findings = List.copyOf(findings);
    }

    /**
     * Says whether the whole set may be released.
     *
     * @return whether no finding is an error
     */
    public boolean passed() {
        return errors() == 0;
    }

    private long errors() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
    }

    /**
     * Writes the decision for people.
     *
     * @return the findings with what to do, then the decision
     */
    public String toText() {
        return Finding.toText(findings)
                + String.format(
                        Locale.ROOT,
                        "%s for %s: %s%n",
                        counted(wheels.size(), "wheel"),
                        counted(expected.size(), "place"),
                        passed() ? "the release may go out" : "nothing may go out, " + counted(errors(), "error"));
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /**
     * Writes this report as JSON ({@code docs/schemas/release-report.schema.json}).
     *
     * @return one object
     */
    public String toJson() {
        ObjectNode node = Json.object().put("schemaVersion", SCHEMA_VERSION).put("passed", passed());
        node.set(
                "expected",
                Json.strings(expected.stream().map(ReleaseSlot::toString).toList()));
        node.set(
                "wheels",
                Json.strings(wheels.stream()
                        .map(wheel -> String.valueOf(wheel.getFileName()))
                        .toList()));
        node.set("findings", Json.nodes(findings.stream().map(ReleaseReport::json)));
        return Json.write(node);
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode node = Json.object().put("id", finding.id()).put("severity", Json.word(finding.severity()));
        finding.file().ifPresent(file -> node.put("wheel", file));
        return node.put("message", finding.message()).put("fix", finding.fix());
    }
}
