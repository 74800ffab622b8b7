package org.nrnwheel.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.wheel.WheelArtifact;

/**
 * Tests wheels by the suites of {@link TestSuites}: makes a virtual environment, installs the wheel with its dependencies,
 * and runs every check, whatever fails. Stateless, safe for use by several threads.
 */
public final class SuiteTester implements TestEngine {
    /** Makes a tester. */
    public SuiteTester() {}

    /**
     * Tests the wheel of a step; see {@link TestEngine#test}.
     *
     * @throws org.nrnwheel.request.InvalidRequestException when there is no such suite
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
            WheelArtifact artifact = WheelArtifact.of(file);
            WheelContents contents = WheelContents.read(file, fileName);
            SuiteRun run =
                    new SuiteRun(suite, step, contents, new Bench(workspace, bindings, sink), Layout.of(step.name()));
            run.prepare();
            String modFile = provideInputs(exchange, step, Layout.of(step.name()));
            for (String name : suite.helpers()) {
                workspace.copyIn(
                        resource(exchange, name),
                        Layout.of(step.name()).helpers().resolve(name));
            }
            return run.run(fileName, artifact.sha256(), List.of(modFile));
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot test " + name(wheel) + ": " + e.getMessage(), "Give a wheel that can be read.", e);
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
