package org.nrnwheel.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.request.InvalidRequestException;

/** Looks whether a run can be started as it is asked for. */
final class RunPlanner {
    private RunPlanner() {}

    /** What is read of the {@code BuildDefinition}: its repository, and its variables with whether each can be set. */
    private record Definition(Optional<String> repository, Map<String, Boolean> variables) {
        static Definition of(JsonReader definition) {
            return new Definition(
                    definition.optional("repository").flatMap(repository -> repository.optionalString("url")),
                    definition.optional("variables").isPresent()
                            ? definition.map("variables", Definition::isSettable)
                            : Map.of());
        }

        private static boolean isSettable(JsonReader variable) {
            return variable.optional("allowOverride").isPresent() && variable.bool("allowOverride");
        }
    }

    static RunPlan plan(RunRequest request, Api api, Environment environment) {
        List<String> checks = new ArrayList<>();
        Optional<String> commit = Optional.empty();
        Definition definition = api.definition(Definition::of);
        checkVariables(request, definition, api, checks);
        if (request.branch().isPresent()) {
            commit = Optional.of(new ReleaseTag(request, environment).commit(repository(request, definition), checks));
        }
        return new RunPlan(api.startAddress(), body(request, false), request.ref(), commit, checks);
    }

    private static String repository(RunRequest request, Definition definition) {
        return request.repository()
                .or(definition::repository)
                .orElseThrow(() -> new InvalidRequestException(
                        "the pipeline's definition names no repository in which to look for the tag",
                        "Name it by --repository URL."));
    }

    /** Azure says "You can't set the following variables" only once the run is asked for, and not why. */
    private static void checkVariables(RunRequest request, Definition definition, Api api, List<String> checks) {
        Set<String> names = new TreeSet<>(request.variables().keySet());
        names.addAll(request.secrets().keySet());
        if (names.isEmpty()) {
            return;
        }
        // Names of variables are the same in any case (Azure: "Variables are case-insensitive").
        Map<String, Boolean> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        known.putAll(definition.variables());
        Set<String> fixed = names.stream()
                .filter(name -> known.containsKey(name) && !known.getOrDefault(name, true))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!fixed.isEmpty()) {
            throw unsettable(fixed, "the definition does not let them be set when a run is queued");
        }
        Set<String> unknown =
                names.stream().filter(name -> !known.containsKey(name)).collect(Collectors.toCollection(TreeSet::new));
        Optional<Boolean> limited = unknown.isEmpty() ? Optional.of(false) : api.onlySettable();
        if (limited.equals(Optional.of(true))) {
            throw unsettable(
                    unknown, "the definition has none of them, and the project limits what can be set at queue time");
        }
        checks.add("can be set at queue time: " + String.join(", ", names)
                + (limited.isEmpty()
                        ? " (the token may not read whether the project limits them to the definition's)"
                        : ""));
    }

    private static InvalidRequestException unsettable(Set<String> names, String reason) {
        return new InvalidRequestException(
                "variables of the run cannot be set: " + String.join(", ", names) + ": " + reason,
                "In the pipeline: Edit, Variables, add each and tick \"Let users override this value when running this pipeline\";"
                        + " or in Project settings, Pipelines, Settings: turn \"Limit variables that can be set at queue time\" off;"
                        + " or leave the variable out (--without-variable NAME). None of them may stand under 'variables:' in the"
                        + " pipeline's file: what stands there cannot be set at queue time at all.");
    }

    /**
     * Writes {@code RunPipelineParameters}.
     *
     * @param revealed whether secrets stand in it with their values
     */
    static String body(RunRequest request, boolean revealed) {
        ObjectNode body = Json.object();
        body.putObject("resources").putObject("repositories").putObject("self").put("refName", request.ref());
        ObjectNode variables = body.putObject("variables");
        request.variables().forEach((name, value) -> variables.putObject(name).put("value", value));
        request.secrets()
                .forEach((name, value) -> variables
                        .putObject(name)
                        .put("value", shown(value, revealed))
                        .put("isSecret", true));
        body.set("templateParameters", Json.strings(request.parameters()));
        return Json.write(body);
    }

    private static String shown(Secret secret, boolean revealed) {
        return revealed ? secret.reveal() : secret.toString();
    }
}
