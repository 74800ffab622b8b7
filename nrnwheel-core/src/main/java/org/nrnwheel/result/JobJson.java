package org.nrnwheel.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.wheel.WheelArtifact;

/** The JSON form of a job's result: an item of {@code jobs} in a report, and by itself what the journal keeps. */
final class JobJson {
    private JobJson() {}

    static String write(JobResult result) {
        return Json.write(node(result));
    }

    static JobResult read(String json) {
        return Json.parse(json, "the job's result", JobJson::result);
    }

    static ObjectNode node(JobResult result) {
        ObjectNode node = Json.object()
                .put("schemaVersion", BuildReport.SCHEMA_VERSION)
                .put("id", result.id().toString())
                .put("status", Json.word(result.status()));
        result.wheel().ifPresent(wheel -> node.set("wheel", wheel(wheel)));
        node.set("steps", Json.nodes(result.steps().stream().map(JobJson::step)));
        result.repair().ifPresent(report -> node.set("repair", Json.tree(report.toJson())));
        node.set("tests", Json.nodes(result.tests().stream().map(test -> Json.tree(test.toJson()))));
        node.set("installed", Json.strings(result.installed()));
        result.compilerCache().ifPresent(cache -> node.set("compilerCache", cache(cache)));
        result.failure().ifPresent(failure -> node.set("failure", failure(failure)));
        result.log().ifPresent(log -> node.put("log", log.toString()));
        return node.put("finished", result.finished().toString());
    }

    static JobResult result(JsonReader in) {
        in.schemaVersion(BuildReport.SCHEMA_VERSION);
        return new JobResult(
                in.convert("id", BuildIdentifier::parse),
                in.word("status", JobResult.Status.class),
                in.optional("wheel").map(JobJson::wheel),
                in.list("steps", item -> new StepTiming(item.string("step"), item.seconds("seconds"))),
                in.optional("repair").map(item -> RepairReport.fromJson(item.text())),
                in.list("tests", item -> TestReport.fromJson(item.text())),
                in.strings("installed"),
                in.optional("compilerCache")
                        .map(item -> new CacheStatistics(item.number("hits"), item.number("misses"))),
                in.optional("failure").map(JobJson::failure),
                in.optionalString("log").map(Path::of),
                in.instant("finished"));
    }

    private static ObjectNode wheel(WheelArtifact wheel) {
        return Json.object()
                .put("file", wheel.fileName())
                .put("path", wheel.path().toString())
                .put("sha256", wheel.sha256())
                .put("size", wheel.size());
    }

    private static WheelArtifact wheel(JsonReader in) {
        return new WheelArtifact(in.convert("path", Path::of), in.string("sha256"), in.number("size"));
    }

    private static ObjectNode step(StepTiming timing) {
        return Json.object().put("step", timing.step()).set("seconds", Json.seconds(timing.time()));
    }

    private static ObjectNode cache(CacheStatistics cache) {
        return Json.object()
                .put("hits", cache.hits())
                .put("misses", cache.misses())
                .put("hitRate", Math.round(cache.hitRate() * 10_000) / 10_000.0);
    }

    private static ObjectNode failure(StepFailure failure) {
        ObjectNode node = Json.object()
                .put("step", failure.step())
                .put("message", failure.message())
                .put("remedy", failure.remedy());
        node.set("command", Json.strings(failure.command()));
        failure.exit().ifPresent(exit -> node.put("exit", exit));
        node.set("lastLines", Json.strings(failure.lastLines()));
        return node.put("log", failure.log().toString());
    }

    private static StepFailure failure(JsonReader in) {
        return new StepFailure(
                in.string("step"),
                in.string("message"),
                in.string("remedy"),
                in.strings("command"),
                in.optionalString("exit"),
                in.strings("lastLines"),
                in.convert("log", Path::of));
    }
}
