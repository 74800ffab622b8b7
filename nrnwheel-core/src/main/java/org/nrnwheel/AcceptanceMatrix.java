package org.nrnwheel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.PythonSelector;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.run.Builds;
import org.nrnwheel.testing.MatrixReport;
import org.nrnwheel.testing.TestCancelledException;

/**
 * Tests wheels where their users are: each wheel on each system that has a Python for it. A matrix is an immutable value: every
 * method gives a new one. Safe for use by several threads.
 *
 * <pre>{@code
 * MatrixReport report = AcceptanceMatrix.of(Path.of("wheelhouse/NEURON-8.2.6-cp311-cp311-manylinux_2_17_x86_64.whl"))
 *         .on("rootfs:/roots/bullseye")
 *         .on("rootfs:/roots/bookworm")
 *         .on("container:debian-trixie")
 *         .testing(tester -> tester.suite("neuron"))
 *         .run();
 * System.out.print(report.toText());
 * }</pre>
 */
public final class AcceptanceMatrix {
    private final List<String> targets;
    private final Map<String, Optional<Platform>> systems;
    private final Optional<PythonSelector> python;
    private final UnaryOperator<WheelTester> testing;
    private final BuildContext context;

    private AcceptanceMatrix(
            List<String> targets,
            Map<String, Optional<Platform>> systems,
            Optional<PythonSelector> python,
            UnaryOperator<WheelTester> testing,
            BuildContext context) {
        this.targets = targets;
        this.systems = systems;
        this.python = python;
        this.testing = testing;
        this.context = context;
    }

    /**
     * Begins a matrix of wheels.
     *
     * @param wheels the wheels
     * @return a matrix without systems
     */
    public static AcceptanceMatrix of(Path... wheels) {
        return ofTargets(Stream.of(wheels)
                .map(wheel -> wheel.toAbsolutePath().toString())
                .toArray(String[]::new));
    }

    /**
     * Begins a matrix of what users write.
     *
     * @param words wheels, directories all of whose wheels are meant, and requirements as {@link WheelTester#target} takes them
     * @return a matrix without systems
     */
    public static AcceptanceMatrix ofTargets(String... words) {
        return new AcceptanceMatrix(
                List.of(words), Map.of(), Optional.empty(), tester -> tester, BuildContext.standard());
    }

    /**
     * Adds a system that is on this machine or reached from it.
     *
     * @param specification {@code host}, {@code container:IMAGE} or {@code rootfs:DIRECTORY}
     * @return the changed matrix
     * @throws InvalidRequestException when that is no specification
     */
    public AcceptanceMatrix on(String specification) {
        PlatformSpec.parse(specification);
        return on(specification, Optional.empty());
    }

    /**
     * Adds a system.
     *
     * @param name names it in the report
     * @param platform the system
     * @return the changed matrix
     */
    public AcceptanceMatrix on(String name, Platform platform) {
        return on(name, Optional.of(platform));
    }

    private AcceptanceMatrix on(String name, Optional<Platform> platform) {
        Map<String, Optional<Platform>> more = new LinkedHashMap<>(systems);
        more.put(name, platform);
        return new AcceptanceMatrix(targets, more, python, testing, context);
    }

    /**
     * Chooses Pythons. Without it each wheel is tested with a Python that its tags name.
     *
     * @param selector e.g. {@code 3.11}
     * @return the changed matrix
     */
    public AcceptanceMatrix python(PythonSelector selector) {
        return new AcceptanceMatrix(targets, systems, Optional.of(selector), testing, context);
    }

    /**
     * Says how each wheel is tested.
     *
     * @param change adds a suite, constraints, a source tree to a tester that has its Python, wheel and platform
     * @return the changed matrix
     */
    public AcceptanceMatrix testing(UnaryOperator<WheelTester> change) {
        return new AcceptanceMatrix(targets, systems, python, tester -> change.apply(testing.apply(tester)), context);
    }

    /**
     * Gives the context: process environment, where platforms are looked for.
     *
     * @param changed the context
     * @return the changed matrix
     */
    public AcceptanceMatrix with(BuildContext changed) {
        return new AcceptanceMatrix(targets, systems, python, testing, changed);
    }

    /**
     * Tests all wheels on all systems, one after another. A system that has no Python for a wheel is told of in the report.
     *
     * @return the evidence; a failed check is no exception
     * @throws InvalidRequestException when there is no wheel or no system, or a wheel is missing
     * @throws org.nrnwheel.platform.NoPlatformException when a system cannot be used
     * @throws TestCancelledException when the thread is interrupted, after the cleanup; its flag is set again
     */
    public MatrixReport run() {
        List<MatrixSubject> subjects = targets.stream().flatMap(this::subjects).toList();
        if (subjects.isEmpty() || systems.isEmpty()) {
            throw new InvalidRequestException(
                    "a matrix needs wheels and systems", "Name a system: on(\"host\"), on(\"rootfs:DIRECTORY\").");
        }
        try {
            return new MatrixRun(subjects, platforms(), python, testing, context).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestCancelledException("the tests were cancelled", e);
        }
    }

    /** All systems are looked for before the first test, which may take minutes. */
    private Map<String, Platform> platforms() {
        Map<String, Platform> platforms = new LinkedHashMap<>();
        systems.forEach((name, given) -> platforms.put(name, given.orElseGet(() -> platform(name))));
        return platforms;
    }

    private Platform platform(String specification) {
        BuildRequest request = BuildRequest.of(TargetSystem.LINUX).withPlatform(PlatformSpec.parse(specification));
        return Builds.platform(request, context);
    }

    private Stream<MatrixSubject> subjects(String words) {
        TestTarget target = TestTarget.parse(words, context.environment().workingDirectory());
        if (target instanceof TestTarget.File file) {
            return Stream.of(MatrixSubject.of(existing(file.wheel())));
        } else if (target instanceof TestTarget.Wheelhouse wheelhouse) {
            return WheelChoice.wheels(wheelhouse.directory()).stream().map(MatrixSubject::of);
        }
        return Stream.of(new MatrixSubject(((TestTarget.Indexed) target).requirement(), words, Optional.empty()));
    }

    private static Path existing(Path wheel) {
        if (!Files.isRegularFile(wheel)) {
            throw new InvalidRequestException("there is no wheel " + wheel, "Give the path of a file.");
        }
        return wheel;
    }
}
