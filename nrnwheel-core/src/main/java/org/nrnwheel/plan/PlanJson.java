package org.nrnwheel.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.tag.BuildIdentifier;

/** The JSON form of plans, {@code docs/schemas/plan.schema.json}. */
final class PlanJson {
    private PlanJson() {}

    static String write(BuildPlan plan) {
        ObjectNode node = Json.object()
                .put("schemaVersion", plan.schema())
                .put("recipe", plan.recipe())
                .put("platform", plan.platform())
                .put("sourceState", plan.sourceState())
                .put("parallel", plan.parallel());
        plan.image().ifPresent(image -> node.set("image", InventoryJson.write(image)));
        node.set("jobs", Json.nodes(plan.jobs().stream().map(PlanJson::job)));
        node.set("problems", Json.nodes(plan.problems().stream().map(PlanJson::problem)));
        return Json.write(node);
    }

    static BuildPlan read(String json) {
        return Json.parse(json, "the plan", PlanJson::plan);
    }

    private static BuildPlan plan(JsonReader in) {
        in.schemaVersion(BuildPlan.SCHEMA);
        return new BuildPlan(
                BuildPlan.SCHEMA,
                in.string("recipe"),
                in.string("platform"),
                in.optional("image").map(InventoryJson::image),
                in.string("sourceState"),
                in.integer("parallel"),
                in.list("jobs", PlanJson::job),
                in.list("problems", PlanJson::problem));
    }

    private static ObjectNode job(BuildJob job) {
        ObjectNode node = Json.object().put("id", job.id().toString());
        node.set("interpreter", InventoryJson.write(job.interpreter()));
        node.set("needs", needs(job.needs()));
        node.set("steps", Json.nodes(job.steps().stream().map(StepJson::write)));
        return node;
    }

    private static BuildJob job(JsonReader in) {
        return new BuildJob(
                in.convert("id", BuildIdentifier::parse),
                InventoryJson.interpreter(in.field("interpreter")),
                needs(in.field("needs")),
                StepJson.steps(in));
    }

    private static ObjectNode needs(Needs needs) {
        ObjectNode node = Json.object().put("gpu", needs.gpu());
        needs.compilerCache().ifPresent(place -> node.set("compilerCache", ValueJson.write(place)));
        needs.cacheReady().ifPresent(place -> node.set("cacheReady", ValueJson.write(place)));
        return node;
    }

    private static Needs needs(JsonReader in) {
        return new Needs(
                in.bool("gpu"),
                in.optional("compilerCache").map(ValueJson::place),
                in.optional("cacheReady").map(ValueJson::place));
    }

    private static ObjectNode problem(Problem problem) {
        return Json.object()
                .put("id", problem.id())
                .put("message", problem.message())
                .put("remedy", problem.remedy());
    }

    private static Problem problem(JsonReader in) {
        return new Problem(in.string("id"), in.string("message"), in.string("remedy"));
    }
}
