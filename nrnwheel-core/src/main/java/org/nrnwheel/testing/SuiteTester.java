package org.nrnwheel.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.nrnwheel.audit.AuditOptions;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.WheelAudit;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.wheel.InvalidWheelException;

/**
 * Tests wheels by the suites of {@link TestSuites}: makes an environment, installs the wheel with its dependencies,
 * and runs every check, whatever fails. Immutable, safe for use by several threads.
 */
public final class SuiteTester implements TestEngine {
    private final TestOptions options;

    /** Makes a tester with the standard options. */
    public SuiteTester() {
        this(TestOptions.STANDARD);
    }

    /**
     * Makes a tester.
     *
     * @param options how it tests
     */
    public SuiteTester(TestOptions options) {
        this.options = options;
    }

    /**
     * Tests the wheel of a step; see {@link TestEngine#test}.
     *
     * @throws InvalidRequestException when there is no such suite, or the environment cannot be had
     *     with this interpreter
     * @throws InvalidWheelException when the file is no wheel
     * @throws PlatformException when the wheel cannot be read, or files cannot be copied
     */
    @Override
    public TestReport test(Workspace workspace, TestStep step, Bindings bindings, OutputSink sink)
            throws InterruptedException {
        TestSuite suite = TestSuites.named(step.suite());
        Place wheel = bindings.capture(step.wheel());
        try (Exchange exchange = Exchange.open(workspace)) {
            Path file = exchange.local(wheel);
            String fileName = name(wheel);
            Instant began = Instant.now();
            AuditReport audit = WheelAudit.of(file, AuditOptions.STANDARD);
            CheckResult audited = AuditCheck.of(audit, Duration.between(began, Instant.now()));
            WheelContents contents = WheelContents.read(file, fileName);
            Bench bench = new Bench(workspace, bindings, sink);
            Layout layout = Layout.of(step.name());
            checkUv(step);
            Site site = new Sites(bench, layout, step, workspace.ownSystem()).choose(options.environment());
            SuiteRun run = new SuiteRun(
                    suite, step, contents, bench, layout, site, options, new Blames(audit, contents.files()));
            run.keep(audited);
            run.prepare();
            String modFile = provideInputs(exchange, step, layout);
            for (String name : suite.helpers()) {
                workspace.copyIn(resource(exchange, name), layout.helpers().resolve(name));
            }
            return run.run(fileName, audit.sha256(), List.of(modFile));
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot test " + name(wheel) + ": " + e.getMessage(), "Give a wheel that can be read.", e);
        }
    }

    private void checkUv(TestStep step) {
        boolean virtual =
                EnumSet.of(TestEnvironment.VENV, TestEnvironment.READONLY).contains(options.environment());
        if (options.dependencies().needsUv() && (step.uv().isEmpty() || !virtual)) {
            throw new InvalidRequestException(
                    "only uv can choose the oldest versions of dependencies, or those of a day, in a virtual environment",
                    virtual ? "Install uv, and take Python 3.8 or later." : "Leave --environment out.");
        }
    }

    private static String provideInputs(Exchange exchange, TestStep step, Layout layout) throws IOException {
        Place sample = new Place(Place.Root.SOURCE, ModFile.SAMPLE_DIRECTORY + "/" + ModFile.SAMPLE.fileName());
        boolean there = step.source() && exchange.has(sample);
        ModFile mod = there ? ModFile.SAMPLE : ModFile.OWN;
        Path file = there ? exchange.local(sample) : resource(exchange, mod.fileName());
        exchange.workspace().copyIn(file, layout.inputs().resolve(mod.fileName()));
        return mod.fileName();
    }

    private static Path resource(Exchange exchange, String name) throws IOException {
        Path file = exchange.directory().resolve(name);
        Files.write(file, Resources.bytes(name));
        return file;
    }

    private static String name(Place place) {
        return place.relative().substring(place.relative().lastIndexOf('/') + 1);
    }
}
