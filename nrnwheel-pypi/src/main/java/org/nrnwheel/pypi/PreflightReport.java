package org.nrnwheel.pypi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.json.Json;

/**
 * What an index would say of a wheel. Immutable.
 *
 * @param wheel the wheel's file name
 * @param findings what was found, the gravest first
 */
public record PreflightReport(String wheel, List<Finding> findings) {
    /**
     * Copies the list.
     */
    public PreflightReport {
        findings = List.copyOf(findings);
    }

    /**
     * Says whether an index would take it.
     *
     * @return whether no finding is an error
     */
    public boolean passed() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /**
     * Writes the findings for people.
     *
     * @return a line for the wheel, then its findings with what to do
     */
    public String toText() {
        return wheel
                + (passed() ? ": ok\n" : ": would be refused\n")
                + Finding.toText(findings).indent(2);
    }

    ObjectNode json() {
        ObjectNode node = Json.object().put("wheel", wheel).put("passed", passed());
        node.set("findings", Json.nodes(findings.stream().map(PreflightReport::json)));
        return node;
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode node = Json.object().put("id", finding.id()).put("severity", Json.word(finding.severity()));
        finding.file().ifPresent(file -> node.put("file", file));
        return node.put("message", finding.message()).put("fix", finding.fix());
    }
}
