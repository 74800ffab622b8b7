package org.nrnwheel.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;

/** The JSON form of test reports, {@code docs/schemas/test-report.schema.json}. */
final class TestReportJson {
    private TestReportJson() {}

    static String write(TestReport report) {
        ObjectNode node = Json.object()
                .put("schemaVersion", TestReport.SCHEMA_VERSION)
                .put("wheel", report.wheelFile())
                .put("python", report.python());
        ObjectNode environment = node.putObject("environment")
                .put("kind", Json.word(report.environment()))
                .put("dependencies", report.dependencies());
        environment.set("installed", Json.strings(report.installed()));
        environment.set("added", Json.strings(report.added()));
        node.set("checks", Json.nodes(report.checks().stream().map(TestReportJson::check)));
        return Json.write(node.put("suite", report.suite())
                .put("sha256", report.wheelSha256())
                .put("required", report.required())
                .put("passed", report.passed())
                .put("finished", report.finished().toString()));
    }

    static TestReport read(String json) {
        return Json.parse(json, "the test report", TestReportJson::report);
    }

    private static TestReport report(JsonReader in) {
        in.schemaVersion(TestReport.SCHEMA_VERSION);
        JsonReader environment = in.field("environment");
        return new TestReport(
                in.string("suite"),
                in.string("wheel"),
                in.string("sha256"),
                in.string("python"),
                environment.word("kind", TestEnvironment.class),
                environment.string("dependencies"),
                in.bool("required"),
                environment.strings("installed"),
                environment.strings("added"),
                in.list("checks", TestReportJson::check),
                in.instant("finished"));
    }

    private static ObjectNode check(CheckResult check) {
        ObjectNode node = Json.object()
                .put("name", check.name())
                .put("status", Json.word(check.status()))
                .put("reason", check.reason());
        node.set("seconds", Json.seconds(check.time()));
        node.put("output", check.output());
        check.blame()
                .ifPresent(blame ->
                        node.putObject("blame").put("file", blame.file()).put("why", blame.why()));
        return node;
    }

    private static CheckResult check(JsonReader in) {
        return new CheckResult(
                in.string("name"),
                in.word("status", CheckResult.Status.class),
                in.string("reason"),
                in.seconds("seconds"),
                in.string("output"),
                in.optional("blame").map(blame -> new Blame(blame.string("file"), blame.string("why"))));
    }
}
