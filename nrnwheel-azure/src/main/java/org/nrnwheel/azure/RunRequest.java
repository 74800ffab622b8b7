package org.nrnwheel.azure;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.concurrent.Listeners;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.InvalidRequestException;

/** A run that is not yet started. Immutable; safe for use by several threads. */
public final class RunRequest {
    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+)(\\.\\d+)*((a|b|rc|\\.post|\\.dev)\\d+)?");
    private static final Pattern REF = Pattern.compile("refs/(?!.*(\\.\\.|//|@\\{))[^\\s~^:?*\\[\\\\\\p{Cntrl}]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private final AzurePipelines pipeline;
    private final Draft draft;

    private RunRequest(AzurePipelines pipeline, Draft draft) {
        this.pipeline = pipeline;
        this.draft = draft;
    }

    /** What is set; never changed once a request holds it. */
    private static final class Draft {
        private final String ref;
        private Optional<String> branch = Optional.empty();
        private Map<String, String> variables = Map.of();
        private Map<String, Secret> secrets = Map.of();
        private Map<String, String> parameters = Map.of();
        private Optional<String> repository = Optional.empty();
        private Optional<Path> clone = Optional.empty();
        private boolean untested;

        private Draft(String ref) {
            this.ref = ref;
        }

        private Draft copy() {
            Draft copy = new Draft(ref);
            copy.branch = branch;
            copy.variables = variables;
            copy.secrets = secrets;
            copy.parameters = parameters;
            copy.repository = repository;
            copy.clone = clone;
            copy.untested = untested;
            return copy;
        }
    }

    static RunRequest of(AzurePipelines pipeline, String ref) {
        if (!REF.matcher(ref).matches()) {
            throw new InvalidRequestException(
                    "not a ref: '" + ref + "'", "Write it whole, such as refs/heads/master or refs/tags/8.2.6.");
        }
        return new RunRequest(pipeline, new Draft(ref));
    }

    static RunRequest release(AzurePipelines pipeline, String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            throw new InvalidRequestException(
                    "not a release: '" + version + "'", "Write it as its tag is called, such as 8.2.6.");
        }
        return of(pipeline, "refs/tags/" + version)
                .edited(draft -> draft.branch = Optional.of("refs/heads/release/" + parts.group(1)))
                .variable("NRN_RELEASE_UPLOAD", "true")
                .variable("NEURON_NIGHTLY_TAG", "");
    }

    static RunRequest nightly(AzurePipelines pipeline) {
        return of(pipeline, "refs/heads/master").variable("NRN_NIGHTLY_UPLOAD", "true");
    }

    private RunRequest edited(Consumer<Draft> edit) {
        Draft copy = draft.copy();
        edit.accept(copy);
        return new RunRequest(pipeline, copy);
    }

    /**
     * Sets a variable at queue time.
     *
     * @param name the variable
     * @param value its value, perhaps empty
     * @return the changed request
     * @throws InvalidRequestException when it is no name of a variable
     */
    public RunRequest variable(String name, String value) {
        String checked = named("variable", name);
        return edited(copy -> {
            copy.variables = with(copy.variables, checked, value);
            copy.secrets = without(copy.secrets, checked);
        });
    }

    /**
     * Sets a secret variable at queue time. Azure hides it in logs; plans show its name alone.
     *
     * @param name the variable
     * @param value its value
     * @return the changed request
     * @throws InvalidRequestException when it is no name of a variable
     */
    public RunRequest variable(String name, Secret value) {
        String checked = named("variable", name);
        return edited(copy -> {
            copy.secrets = with(copy.secrets, checked, value);
            copy.variables = without(copy.variables, checked);
        });
    }

    /**
     * Leaves a variable as the pipeline has it.
     *
     * @param name the variable
     * @return the changed request
     */
    public RunRequest withoutVariable(String name) {
        return edited(copy -> {
            copy.variables = without(copy.variables, name);
            copy.secrets = without(copy.secrets, name);
        });
    }

    /**
     * Sets a parameter of the pipeline's file ({@code parameters:}), such as the tag of the image to build in.
     *
     * @param name the parameter
     * @param value its value, as YAML has it
     * @return the changed request
     * @throws InvalidRequestException when it is no name of a parameter
     */
    public RunRequest parameter(String name, String value) {
        String checked = named("parameter", name);
        return edited(copy -> copy.parameters = with(copy.parameters, checked, value));
    }

    /**
     * Looks for a release's tag in another repository than that of the pipeline's definition.
     *
     * @param url what git takes: https, ssh, or a path of this machine
     * @return the changed request
     */
    public RunRequest repository(String url) {
        return edited(copy -> copy.repository = Optional.of(url));
    }

    /**
     * Looks in a clone whether a release's tag is on its branch, instead of in a new one that is made for it without files. The clone is
     * read alone, so it must have the commits already.
     *
     * @param directory the clone
     * @return the changed request
     */
    public RunRequest clone(Path directory) {
        return edited(copy -> copy.clone = Optional.of(directory));
    }

    /**
     * Starts a release although nothing can tell whether its tag is on the branch; a tag that is not there is refused all the same, and
     * so is one that is known not to be on the branch.
     *
     * @return the changed request
     */
    public RunRequest allowUntestedAncestry() {
        return edited(copy -> copy.untested = true);
    }

    /**
     * Returns what the run builds.
     *
     * @return a whole ref
     */
    public String ref() {
        return draft.ref;
    }

    /**
     * Returns the variables that are no secrets.
     *
     * @return names and values, sorted
     */
    public Map<String, String> variables() {
        return draft.variables;
    }

    /**
     * Makes the plan: looks at the definition, at the tag and at the branch, and starts nothing.
     *
     * @return what would be sent
     * @throws InvalidRequestException when Azure would refuse it, or when the tag is not there or not on its branch
     * @throws AzureException when Azure cannot be asked
     */
    public RunPlan plan() {
        return plan(api(pipeline.events()));
    }

    private RunPlan plan(Api api) {
        return RunPlanner.plan(this, api, pipeline.environment());
    }

    private Api api(Listeners<PipelineEvent> events) {
        return pipeline.api(events, 0, List.copyOf(draft.secrets.values()));
    }

    /**
     * Plans the run, as {@link #plan} does, and starts it. When the answer is lost, Azure is asked whether the run is there before it is
     * started again: no run is started twice.
     *
     * @return the run
     * @throws InvalidRequestException as {@link #plan} throws it, and when there is no token
     * @throws AzureException when Azure cannot be asked or refuses
     */
    public PipelineRun start() {
        if (pipeline.token().isEmpty()) {
            throw new InvalidRequestException(
                    "there is no token to start a run with",
                    "Make a personal access token with the scope Build (Read & execute) and set NRNWHEEL_AZURE_TOKEN.");
        }
        Listeners<PipelineEvent> events = pipeline.events();
        Api api = api(events);
        RunPlan plan = plan(api);
        return new PipelineRun(
                pipeline, new Starter(api, events).start(this, plan).id());
    }

    Map<String, Secret> secrets() {
        return draft.secrets;
    }

    Map<String, String> parameters() {
        return draft.parameters;
    }

    /** The branch that a release must be on; nothing for other runs. */
    Optional<String> branch() {
        return draft.branch;
    }

    Optional<String> repository() {
        return draft.repository;
    }

    Optional<Path> testedClone() {
        return draft.clone;
    }

    boolean untestedAncestry() {
        return draft.untested;
    }

    private static String named(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequestException(
                    "not the name of a " + what + ": '" + name + "'", "Write letters, digits, underscores and dots.");
        }
        return name;
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        Map<String, T> changed = new TreeMap<>(map);
        changed.put(name, value);
        return Collections.unmodifiableMap(changed);
    }

    private static <T> Map<String, T> without(Map<String, T> map, String name) {
        Map<String, T> changed = new TreeMap<>(map);
        changed.remove(name);
        return Collections.unmodifiableMap(changed);
    }

    /** Names the ref, the variables and the parameters. */
    @Override
    public String toString() {
        return "run of " + draft.ref + " with " + draft.variables + draft.secrets.keySet() + draft.parameters;
    }
}
