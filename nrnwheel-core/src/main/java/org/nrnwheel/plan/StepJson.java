package org.nrnwheel.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;

/** The JSON form of steps; the field {@code kind} tells them apart. */
final class StepJson {
    private StepJson() {}

    static ObjectNode write(Step step) {
        if (step instanceof RunStep run) {
            return write(run);
        } else if (step instanceof FileStep file) {
            return write(file);
        } else if (step instanceof RepairStep repair) {
            return write(repair);
        } else if (step instanceof TestStep test) {
            return write(test);
        }
        ObjectNode node = head(step, "deliver");
        node.set("wheel", ValueJson.write(((DeliverStep) step).wheel()));
        return node;
    }

    static Step read(JsonReader in) {
        return switch (in.string("kind")) {
            case "run" -> run(in);
            case "file" -> file(in);
            case "repair" -> repair(in);
            case "test" -> test(in);
            case "deliver" -> new DeliverStep(in.string("name"), wheel(in));
            default -> throw in.field("kind").error("is not run, file, repair, test or deliver");
        };
    }

    private static ObjectNode head(Step step, String kind) {
        return Json.object().put("name", step.name()).put("kind", kind);
    }

    private static ObjectNode write(RunStep step) {
        ObjectNode node = head(step, "run");
        node.set("command", ValueJson.write(step.command()));
        node.set("captures", Json.nodes(step.captures().stream().map(StepJson::write)));
        step.standardOutput().ifPresent(place -> node.set("standardOutput", ValueJson.write(place)));
        return node;
    }

    private static RunStep run(JsonReader in) {
        return new RunStep(
                in.string("name"),
                ValueJson.command(in.field("command")),
                in.list("captures", StepJson::capture),
                in.optional("standardOutput").map(ValueJson::place));
    }

    private static ObjectNode write(Capture capture) {
        ObjectNode node = Json.object().put("name", capture.name());
        node.set("directory", ValueJson.write(capture.directory()));
        return node.put("glob", capture.glob());
    }

    private static Capture capture(JsonReader in) {
        return new Capture(in.string("name"), ValueJson.place(in.field("directory")), in.string("glob"));
    }

    private static ObjectNode write(FileStep step) {
        ObjectNode node = head(step, "file");
        node.set("file", ValueJson.write(step.file()));
        node.set("content", ValueJson.write(step.content()));
        return node.put("executable", step.executable());
    }

    private static FileStep file(JsonReader in) {
        return new FileStep(
                in.string("name"),
                ValueJson.place(in.field("file")),
                ValueJson.read(in.field("content")),
                in.bool("executable"));
    }

    private static ObjectNode write(RepairStep step) {
        ObjectNode node = head(step, "repair");
        node.set("wheel", ValueJson.write(step.wheel()));
        node.set("excludes", Json.strings(step.excludes()));
        step.platformTag().ifPresent(tag -> node.put("platformTag", tag));
        node.put("engine", step.engine());
        node.set("output", ValueJson.write(step.output()));
        node.put("capture", step.capture());
        node.set("command", ValueJson.write(step.command()));
        return node;
    }

    private static RepairStep repair(JsonReader in) {
        return new RepairStep(
                in.string("name"),
                wheel(in),
                in.strings("excludes"),
                in.optionalString("platformTag"),
                in.string("engine"),
                ValueJson.place(in.field("output")),
                in.string("capture"),
                ValueJson.command(in.field("command")));
    }

    private static ObjectNode write(TestStep step) {
        ObjectNode node = head(step, "test");
        node.set("wheel", ValueJson.write(step.wheel()));
        node.put("suite", step.suite()).put("interpreter", step.interpreter());
        step.uv().ifPresent(uv -> node.set("uv", ValueJson.write(uv)));
        step.constraints().ifPresent(place -> node.set("constraints", ValueJson.write(place)));
        node.put("required", step.required()).put("source", step.source());
        node.set("environment", ValueJson.write(step.environment()));
        return node;
    }

    private static TestStep test(JsonReader in) {
        return new TestStep(
                in.string("name"),
                wheel(in),
                in.string("suite"),
                in.string("interpreter"),
                in.optional("uv").map(ValueJson::read),
                in.optional("constraints").map(ValueJson::place),
                in.bool("required"),
                in.bool("source"),
                in.map("environment", ValueJson::read));
    }

    private static Captured wheel(JsonReader in) {
        return ValueJson.captured(in.field("wheel"));
    }

    static List<Step> steps(JsonReader in) {
        return in.list("steps", StepJson::read);
    }
}
