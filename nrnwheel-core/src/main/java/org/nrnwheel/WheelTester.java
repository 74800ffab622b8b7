package org.nrnwheel;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.Dependencies;
import org.nrnwheel.testing.ShelfLife;
import org.nrnwheel.testing.TestCancelledException;
import org.nrnwheel.testing.TestEnvironment;
import org.nrnwheel.testing.TestFailedException;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testing.TestSuites;

/**
 * Tests a wheel where users install. A tester is an immutable value: every method gives a new one. Safe for use
 * by several threads.
 *
 * <pre>{@code
 * TestReport report = WheelTester.python("python3.11")
 *         .wheel(Path.of("wheelhouse/NEURON-8.2.6-cp311-cp311-manylinux_2_17_x86_64.whl"))
 *         .suite("neuron")
 *         .source(Path.of("nrn"))
 *         .run();
 * }</pre>
 */
public final class WheelTester {
    private final TestSettings settings;
    private final BuildContext context;
    private final OutputSink output;

    private WheelTester(TestSettings settings, BuildContext context, OutputSink output) {
        this.settings = settings;
        this.context = context;
        this.output = output;
    }

    /**
     * Begins a test.
     *
     * @param python a path, a name on PATH such as {@code python3.11}, or a selector such as {@code 3.11}
     * @return a tester without a wheel
     */
    public static WheelTester python(String python) {
        TestSettings settings = TestSettings.of(Objects.requireNonNull(python));
        return new WheelTester(settings, BuildContext.standard(), (channel, bytes) -> {});
    }

    /**
     * Names the wheel.
     *
     * @param file the wheel
     * @return the changed tester
     */
    public WheelTester wheel(Path file) {
        return targeting(new TestTarget.File(file));
    }

    /**
     * Tests the wheel of a directory that fits the Python, as of the wheelhouse of a build: of several versions the newest.
     *
     * @param directory a directory with wheels
     * @return the changed tester
     */
    public WheelTester wheelhouse(Path directory) {
        return targeting(new TestTarget.Wheelhouse(directory));
    }

    /**
     * Tests the wheel that the index of this machine's pip has for the Python.
     *
     * @param requirement a name with its version, e.g. {@code neuron==9.0.2}
     * @return the changed tester
     * @throws InvalidRequestException when it is no such thing
     */
    public WheelTester requirement(String requirement) {
        return targeting(new TestTarget.Indexed(requirement, Optional.empty()));
    }

    /**
     * Tests the wheel that an index has for the Python. Its dependencies come from the same index, as {@code pip install -i}
     * takes them; see {@link #defaultIndexToo}. A user and password in the URL are given to pip and uv by their environment and
     * shown nowhere.
     *
     * @param requirement a name with its version
     * @param indexUrl what would stand after {@code --index-url}
     * @return the changed tester
     * @throws InvalidRequestException when one of them is no such thing
     */
    public WheelTester requirement(String requirement, String indexUrl) {
        return targeting(new TestTarget.Indexed(requirement, Optional.of(IndexUrl.parse(indexUrl))));
    }

    /**
     * Tests what a user of the command line means.
     *
     * @param words a wheel, a directory with wheels, {@code NAME==VERSION}, {@code -i URL NAME==VERSION}, or
     *     {@code -i URL/NAME==VERSION}
     * @return the changed tester
     * @throws InvalidRequestException when it is none of these
     */
    public WheelTester target(String words) {
        return targeting(TestTarget.parse(words, context.environment().workingDirectory()));
    }

    /**
     * Takes dependencies from this machine's index too, and not from the named one alone. The tested wheel itself still comes
     * from the named one.
     *
     * @return the changed tester
     */
    public WheelTester defaultIndexToo() {
        return change(draft -> draft.defaultIndexToo = true);
    }

    /**
     * Names the suite. Without it NEURON's wheels get NEURON's, others the generic one.
     *
     * @param name e.g. {@code neuron} or {@code generic}; {@link TestSuites#all} lists them
     * @return the changed tester
     * @throws InvalidRequestException when there is no such suite
     */
    public WheelTester suite(String name) {
        String known = TestSuites.named(name).name();
        return change(draft -> draft.suite = Optional.of(known));
    }

    /**
     * Chooses where the wheel is installed. Without it that is a virtual environment.
     *
     * @param environment the kind of place
     * @return the changed tester
     */
    public WheelTester environment(TestEnvironment environment) {
        return change(draft -> draft.environment = environment);
    }

    /**
     * Constrains the versions of the dependencies. Without it they are the newest, as a user of today gets them.
     *
     * @param file a constraints file as pip takes it
     * @return the changed tester
     */
    public WheelTester constraints(Path file) {
        return change(draft -> draft.constraints = Optional.of(file));
    }

    /**
     * Holds the dependencies to the versions that builds of this version of the project use, as its recipe says.
     *
     * @return the changed tester
     */
    public WheelTester recipeConstraints() {
        return change(draft -> draft.recipeConstraints = true);
    }

    /**
     * Takes the dependencies as the index had them at the end of a day; needs uv, and an index that says when things were
     * published.
     *
     * @param day the day, in UTC
     * @return the changed tester
     */
    public WheelTester asOf(LocalDate day) {
        boolean oldest = settings.choice().dependencies().oldest();
        return change(draft -> draft.choice = draft.choice.with(new Dependencies(oldest, Optional.of(day))));
    }

    /**
     * Takes the oldest versions of the dependencies that the wheel names and allows, and that there are wheels of; needs uv.
     *
     * @return the changed tester
     */
    public WheelTester oldestDependencies() {
        Optional<LocalDate> day = settings.choice().dependencies().asOf();
        return change(draft -> draft.choice = draft.choice.with(new Dependencies(true, day)));
    }

    /**
     * Tries the wheel with the newest and the oldest versions of its dependencies, and with those of the day of {@link #asOf}.
     * When the newest fail and others do not, or those of {@link #recipeConstraints} do not, it finds the first version of
     * one dependency that breaks the wheel.
     *
     * @return all the evidence
     * @throws InvalidRequestException as {@link #run} does, and when there is no uv for the Python
     * @throws TestCancelledException as {@link #run} does
     */
    public ShelfLife shelfLife() {
        try {
            return new ShelfRun(settings, context, output).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestCancelledException("the test with " + settings.python() + " was cancelled", e);
        }
    }

    /**
     * Gives the source tree, from which NEURON's suite takes its sample mechanism, and which says how the project tests its
     * wheels. It is only read.
     *
     * @param tree the tree
     * @return the changed tester
     */
    public WheelTester source(Path tree) {
        return change(draft -> draft.source = Optional.of(tree));
    }

    /**
     * Runs the project's own tests too. Without it they are what {@code [tool.cibuildwheel]} in the source's
     * {@code pyproject.toml} says, if the suite is the generic one.
     *
     * @param line a line of a shell; {@code {project}} stands for a copy of the source tree, {@code {wheel}} for the wheel
     * @return the changed tester
     */
    public WheelTester testCommand(String line) {
        return change(draft -> draft.testCommand = Optional.of(line));
    }

    /**
     * Sends what the checks print somewhere; else it stands in the report only.
     *
     * @param sink takes the output
     * @return the changed tester
     */
    public WheelTester output(OutputSink sink) {
        return new WheelTester(settings, context, sink);
    }

    /**
     * Tests on a platform instead of this host.
     *
     * @param platform the platform
     * @return the changed tester
     */
    public WheelTester on(Platform platform) {
        return with(context.withPlatform(platform));
    }

    /**
     * Gives the context: process environment and platform.
     *
     * @param changed the context
     * @return the changed tester
     */
    public WheelTester with(BuildContext changed) {
        return new WheelTester(settings, changed, output);
    }

    /**
     * Tests the wheel. All checks run, whatever fails.
     *
     * @return the evidence; a failed check is no exception
     * @throws InvalidRequestException when no wheel is given, a file is missing, no interpreter fits, or the environment
     *     cannot be had with it
     * @throws IndexException when the wheel cannot be fetched from its index
     * @throws TestCancelledException when the thread is interrupted, after the cleanup; its flag is set again
     */
    public TestReport run() {
        try {
            return new TestRun(settings, context, output).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestCancelledException("the test with " + settings.python() + " was cancelled", e);
        }
    }

    /**
     * Tests the wheel and insists that it passes.
     *
     * @return the evidence
     * @throws TestFailedException when a check failed or none passed
     * @throws InvalidRequestException as {@link #run} does
     * @throws TestCancelledException as {@link #run} does
     */
    public TestReport require() {
        TestReport report = run();
        if (!report.passed()) {
            String failed = report.checks().stream()
                    .filter(check -> check.status() == CheckResult.Status.FAILED)
                    .map(check -> check.name() + " (" + check.reason() + ")")
                    .collect(Collectors.joining("; "));
            throw new TestFailedException(
                    report.wheelFile() + " failed with Python " + report.python() + ": "
                            + (failed.isEmpty() ? "no check passed" : failed),
                    "Read the output of the failed checks in the report.",
                    report);
        }
        return report;
    }

    private WheelTester targeting(TestTarget target) {
        return change(draft -> draft.target = Optional.of(target));
    }

    private WheelTester change(Consumer<TestSettings.Draft> edit) {
        return new WheelTester(settings.change(edit), context, output);
    }
}
