package org.nrnwheel.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.TreeSet;
import org.nrnwheel.json.Json;

/** Writes findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code hosts show. */
final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    private Sarif() {}

    static String write(List<AuditReport> reports) {
        ObjectNode document = Json.object();
        document.put("$schema", SCHEMA);
        document.put("version", "2.1.0");
        ObjectNode run = document.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "nrnwheel");
        ArrayNode rules = driver.putArray("rules");
        TreeSet<String> ids = new TreeSet<>();
        reports.forEach(report -> report.findings().forEach(finding -> ids.add(finding.id())));
        ids.forEach(id -> rules.addObject().put("id", id));
        ArrayNode results = run.putArray("results");
        reports.forEach(
                report -> report.findings().forEach(finding -> result(results.addObject(), report.wheel(), finding)));
        return Json.write(document);
    }

    private static void result(ObjectNode result, String wheel, Finding finding) {
        result.put("ruleId", finding.id());
        result.put("level", level(finding.severity()));
        result.putObject("message").put("text", finding.message() + ". " + finding.fix());
        String uri = finding.file().map(file -> wheel + "/" + file).orElse(wheel);
        result.putArray("locations")
                .addObject()
                .putObject("physicalLocation")
                .putObject("artifactLocation")
                .put("uri", encoded(uri));
    }

    /** Percent-encodes what must not stand in a URI's path (RFC 3986). */
    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a relative path is always a URI", e);
        }
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case ADVICE -> "note";
        };
    }
}
