package org.nrnwheel;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.event.BuildListener;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.request.BuildOptions.Repair;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.Naming;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.RunningBuild;
import org.nrnwheel.run.Builds;
import org.nrnwheel.tag.Architecture;

/**
 * Builds wheels. A builder is an immutable value: every method gives a new one, so one base branches into many. Safe for
 * use by several threads.
 *
 * <pre>{@code
 * BuildReport report = WheelBuilder.linux()
 *         .source(Path.of("nrn"))
 *         .python("3*")
 *         .coreneuron()
 *         .build();
 * }</pre>
 *
 * <p>Methods that change the request throw {@link InvalidRequestException} for what cannot be meant.
 *
 * @param <B> the builder's own type
 */
public sealed interface WheelBuilder<B extends WheelBuilder<B>> permits LinuxWheelBuilder, MacosWheelBuilder {
    /**
     * Starts a build of Linux wheels.
     *
     * @return a builder of every Python of the machine, from the working directory
     */
    static LinuxWheelBuilder linux() {
        return new LinuxWheelBuilder(BuildRequest.of(TargetSystem.LINUX), BuildContext.standard());
    }

    /**
     * Starts a build of macOS wheels.
     *
     * @return a builder of every Python of the machine, from the working directory
     */
    static MacosWheelBuilder macos() {
        return new MacosWheelBuilder(BuildRequest.of(TargetSystem.MACOS), BuildContext.standard());
    }

    /**
     * Starts a build of a request that exists already.
     *
     * @param request the request
     * @return a builder of it
     */
    static WheelBuilder<?> of(BuildRequest request) {
        return request.target() == TargetSystem.LINUX ? linux().with(request) : macos().with(request);
    }

    /**
     * Returns what is asked for.
     *
     * @return the request, pure data
     */
    BuildRequest request();

    /**
     * Returns what a build needs and is not data.
     *
     * @return the context
     */
    BuildContext context();

    /**
     * Changes the request.
     *
     * @param changed the request to have instead
     * @return the changed builder
     */
    B with(BuildRequest changed);

    /**
     * Changes the context.
     *
     * @param changed the context to have instead
     * @return the changed builder
     */
    B with(BuildContext changed);

    /**
     * Sets the source tree.
     *
     * @param tree its directory; the working directory when never set
     * @return the changed builder
     */
    default B source(Path tree) {
        return with(request().withSource(tree));
    }

    /**
     * Selects interpreters, instead of those selected before.
     *
     * @param selectors {@code 38}, {@code 3.8}, {@code cp38}, {@code 3*}, {@code 3.9-3.12}, {@code >=3.9}, or an
     *     interpreter's path
     * @return the changed builder
     */
    default B python(String... selectors) {
        return with(request().withPythons(selectors));
    }

    /**
     * Selects every interpreter that the platform has, which is the default.
     *
     * @return the changed builder
     */
    default B allPythons() {
        return with(request().withPythons());
    }

    /**
     * Turns a feature of the recipe on; the planner refuses one that the recipe does not know.
     *
     * @param name the recipe's name for it
     * @return the changed builder
     */
    default B feature(String name) {
        return with(request().withFeature(name));
    }

    /**
     * Builds NEURON with CoreNEURON.
     *
     * @return the changed builder
     */
    default B coreneuron() {
        return feature("coreneuron");
    }

    /**
     * Builds NEURON without the reaction-diffusion module.
     *
     * @return the changed builder
     */
    default B withoutRx3d() {
        return feature("without-rx3d");
    }

    /**
     * Builds NEURON without InterViews, its graphics.
     *
     * @return the changed builder
     */
    default B withoutInterviews() {
        return feature("without-interviews");
    }

    /**
     * Builds NEURON without MPI.
     *
     * @return the changed builder
     */
    default B withoutMpi() {
        return feature("without-mpi");
    }

    /**
     * Builds NEURON against the readline library of the system instead of a static one of its own.
     *
     * @return the changed builder
     */
    default B dynamicReadline() {
        return feature("dynamic-readline");
    }

    /**
     * Adds MPI include directories, e.g. HPE-MPT's, to those of the platform.
     *
     * @param directories directories that hold {@code mpi.h}
     * @return the changed builder
     */
    default B mpiHeaders(Path... directories) {
        return with(request()
                .withOptions(o -> o.mpiHeaders(appended(request().options().mpiHeaders(), List.of(directories)))));
    }

    /**
     * Sets the version instead of what the tree says.
     *
     * @param version a version of PEP 440
     * @return the changed builder
     */
    default B version(String version) {
        return with(request().withOptions(o -> o.version(version)));
    }

    /**
     * Gives the wheels the nightly package name.
     *
     * @return the changed builder
     */
    default B nightly() {
        return with(request().withOptions(o -> o.naming(Naming.NIGHTLY)));
    }

    /**
     * Gives the wheels the release package name.
     *
     * @return the changed builder
     */
    default B release() {
        return with(request().withOptions(o -> o.naming(Naming.RELEASE)));
    }

    /**
     * Builds for a CPU other than the platform's own.
     *
     * @param architecture the CPU
     * @return the changed builder
     */
    default B architecture(Architecture architecture) {
        return with(request().withOptions(o -> o.architecture(architecture)));
    }

    /**
     * Sets a CMake cache definition.
     *
     * @param name the definition's name
     * @param value its value
     * @return the changed builder
     */
    default B cmakeDefinition(String name, String value) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*(:[A-Z]+)?")) {
            throw new InvalidRequestException(
                    "not the name of a CMake definition: '" + name + "'", "Use letters, digits and underscores.");
        }
        return with(request()
                .withOptions(o -> o.cmakeDefinitions(put(request().options().cmakeDefinitions(), name, value))));
    }

    /**
     * Sets an environment variable of the build.
     *
     * @param name the variable
     * @param value its value, which is shown in plans and logs
     * @return the changed builder
     */
    default B environment(String name, String value) {
        return with(request()
                .withOptions(o -> o.environment(put(request().options().environment(), checked(name), value))));
    }

    /**
     * Sets an environment variable of the build to a secret. Plans, scripts and logs hold the secret's name alone.
     *
     * @param name the variable
     * @param value the secret
     * @return the changed builder
     */
    default B environment(String name, Secret value) {
        return with(request()
                        .withOptions(o -> o.secretEnvironment(
                                put(request().options().secretEnvironment(), checked(name), value.name()))))
                .with(context().withSecret(value));
    }

    /**
     * Chooses the recipe by name instead of looking at the tree.
     *
     * @param name the recipe's name
     * @return the changed builder
     */
    default B recipe(String name) {
        return with(request().withRecipe(name));
    }

    /**
     * Sets where wheels, journal and reports go.
     *
     * @param directory made when missing; {@code wheelhouse} in the working directory when never set
     * @return the changed builder
     */
    default B wheelhouse(Path directory) {
        return with(request().withOptions(o -> o.wheelhouse(directory)));
    }

    /**
     * Sets how many jobs run at once. What the platform's memory does not hold is not begun at once: a GiB for each process of a
     * compiler, and a job runs as many as there are processors.
     *
     * @param count at least 1
     * @return the changed builder
     */
    default B jobs(int count) {
        if (count < 1) {
            throw new InvalidRequestException("jobs must be at least 1, not " + count, "Give 1 or more.");
        }
        return with(request().withOptions(o -> o.jobs(count)));
    }

    /**
     * Constrains the versions of what is installed for the build and for its required test.
     *
     * @param file a pip constraints file, used beside the recipe's own constraints
     * @return the changed builder
     */
    default B constraints(Path file) {
        return with(request().withOptions(o -> o.constraints(file)));
    }

    /**
     * Resolves dependencies as the package index stood at a time.
     *
     * @param time files uploaded later are left out of account
     * @return the changed builder
     */
    default B asOf(Instant time) {
        return with(request().withOptions(o -> o.asOf(time)));
    }

    /**
     * Adds libraries that are not grafted into wheels.
     *
     * @param sonames e.g. {@code libgomp.so.1}
     * @return the changed builder
     */
    default B exclude(String... sonames) {
        return with(request()
                .withOptions(o -> o.excludes(appended(request().options().excludes(), List.of(sonames)))));
    }

    /**
     * Sets what is tested after a wheel is repaired.
     *
     * @param testing how much
     * @return the changed builder
     */
    default B test(Testing testing) {
        return with(request().withOptions(o -> o.testing(testing)));
    }

    /**
     * Leaves wheels unrepaired.
     *
     * @return the changed builder
     */
    default B withoutRepair() {
        return with(request().withOptions(o -> o.repair(Repair.NONE)));
    }

    /**
     * Names the platform to build on.
     *
     * @param spec e.g. {@code host}, {@code container:IMAGE}
     * @return the changed builder
     */
    default B on(String spec) {
        return on(PlatformSpec.parse(spec));
    }

    /**
     * Names the platform to build on.
     *
     * @param spec the platform as data
     * @return the changed builder
     */
    default B on(PlatformSpec spec) {
        return with(request().withPlatform(spec));
    }

    /**
     * Gives the platform to build on; nothing is discovered then.
     *
     * @param platform the platform
     * @return the changed builder
     */
    default B on(Platform platform) {
        return with(context().withPlatform(platform));
    }

    /**
     * Keeps the workspace of each job that fails, to be looked at. The failure's remedy gives the command that opens a shell in
     * it. A container stays until {@code nrnwheel clean}, a directory of this host until the wheel is built again.
     *
     * @return the changed builder
     */
    default B keepOnFailure() {
        return with(context().withKeepOnFailure());
    }

    /**
     * Adds a listener to the build's events.
     *
     * @param listener the listener
     * @return the changed builder
     */
    default B listener(BuildListener listener) {
        return with(context().withListener(listener));
    }

    /**
     * Sets the process environment that the build sees instead of this process's.
     *
     * @param environment the environment
     * @return the changed builder
     */
    default B environment(Environment environment) {
        return with(context().withEnvironment(environment));
    }

    /**
     * Plans the build: looks at the tree and the platform, changes nothing.
     *
     * @return the plan; what the machine lacks stands in it as problems
     * @throws org.nrnwheel.error.WheelException when the request cannot be met, with what to do
     */
    default BuildPlan plan() {
        return Builds.plan(request(), context());
    }

    /**
     * Looks at the platform for all that planning this build may ask; changes nothing. On another machine, {@link
     * #plan(Inventory)} then plans for this one.
     *
     * @return what the platform has
     * @throws org.nrnwheel.error.WheelException when the request cannot be met, with what to do
     */
    default Inventory inventory() {
        return Builds.inventory(request(), context());
    }

    /**
     * Plans the build for a given inventory: no process, no network, only the source tree is read.
     *
     * @param inventory what the platform has
     * @return the plan
     * @throws org.nrnwheel.error.WheelException when the request cannot be met, with what to do
     */
    default BuildPlan plan(Inventory inventory) {
        return Builds.plan(request(), context(), inventory);
    }

    /**
     * Plans and starts the build.
     *
     * @return the running build
     * @throws org.nrnwheel.result.PlanProblemsException when something is lacking; nothing was run then
     * @throws org.nrnwheel.error.WheelException when the request cannot be met, with what to do
     */
    default RunningBuild start() {
        return Builds.start(request(), context());
    }

    /**
     * Builds and waits for the end.
     *
     * @return the report, when every job has its wheel
     * @throws org.nrnwheel.result.BuildFailedException when a job failed; delivered wheels stay
     * @throws org.nrnwheel.error.WheelException as {@link #start}
     */
    default BuildReport build() {
        return start().await();
    }

    private static <T> List<T> appended(Collection<T> before, Collection<T> more) {
        List<T> all = new ArrayList<>(before);
        all.addAll(more);
        return all;
    }

    private static Map<String, String> put(Map<String, String> before, String name, String value) {
        Map<String, String> after = new TreeMap<>(before);
        after.put(name, value);
        return after;
    }

    private static String checked(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new InvalidRequestException(
                    "not the name of an environment variable: '" + name + "'", "Use letters, digits and underscores.");
        }
        return name;
    }
}
