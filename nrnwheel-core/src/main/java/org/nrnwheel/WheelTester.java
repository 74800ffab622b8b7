package org.nrnwheel;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.TestCancelledException;
import org.nrnwheel.testing.TestFailedException;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testing.TestSuites;

/**
 * Tests a wheel in a fresh virtual environment. A tester is an immutable value: every method gives a new one. Safe for use
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
    private final Settings settings;
    private final BuildContext context;
    private final OutputSink output;

    private WheelTester(Settings settings, BuildContext context, OutputSink output) {
        this.settings = settings;
        this.context = context;
        this.output = output;
    }

    /** What is asked for: pure data. */
    record Settings(
            String python,
            Optional<Path> wheel,
            Optional<String> suite,
            Optional<Path> constraints,
            Optional<Path> source) {}

    /**
     * Begins a test.
     *
     * @param python a path, a name on PATH such as {@code python3.11}, or a selector such as {@code 3.11}
     * @return a tester without a wheel
     */
    public static WheelTester python(String python) {
        Settings settings = new Settings(
                Objects.requireNonNull(python), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new WheelTester(settings, BuildContext.standard(), (channel, bytes) -> {});
    }

    /**
     * Names the wheel.
     *
     * @param file the wheel
     * @return the changed tester
     */
    public WheelTester wheel(Path file) {
        return with(new Settings(
                settings.python(), Optional.of(file), settings.suite(), settings.constraints(), settings.source()));
    }

    /**
     * Names the suite. Without it NEURON's wheels get NEURON's, others the generic one.
     *
     * @param name {@code neuron} or {@code generic}
     * @return the changed tester
     * @throws InvalidRequestException when there is no such suite
     */
    public WheelTester suite(String name) {
        return with(new Settings(
                settings.python(),
                settings.wheel(),
                Optional.of(TestSuites.named(name).name()),
                settings.constraints(),
                settings.source()));
    }

    /**
     * Constrains the versions of the dependencies. Without it they are the newest, as a user of today gets them.
     *
     * @param file a constraints file as pip takes it
     * @return the changed tester
     */
    public WheelTester constraints(Path file) {
        return with(new Settings(
                settings.python(), settings.wheel(), settings.suite(), Optional.of(file), settings.source()));
    }

    /**
     * Gives the source tree, from which NEURON's suite takes its sample mechanism. It is only read.
     *
     * @param tree the tree
     * @return the changed tester
     */
    public WheelTester source(Path tree) {
        return with(new Settings(
                settings.python(), settings.wheel(), settings.suite(), settings.constraints(), Optional.of(tree)));
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
     * @throws InvalidRequestException when no wheel is given, a file is missing, or no interpreter fits
     * @throws TestCancelledException when the thread is interrupted, after the cleanup; its flag is set again
     */
    public TestReport run() {
        try {
            return new TestRun(settings, context, output).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestCancelledException("the test of " + settings.wheel().orElseThrow() + " was cancelled", e);
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

    private WheelTester with(Settings changed) {
        return new WheelTester(changed, context, output);
    }
}
