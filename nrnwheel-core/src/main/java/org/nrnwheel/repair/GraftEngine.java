package org.nrnwheel.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.wheel.WheelArtifact;
import org.nrnwheel.wheel.WheelFile;

/**
 * Repairs Linux wheels without any tool: audits the wheel, grafts the libraries that its tag does not allow, removes search
 * paths that lead out of the wheel from every file, gives programs their modes, and names the wheel by the best tag. The
 * same input gives the same bytes. A repair that fails leaves nothing. Stateless, safe for use by several threads.
 */
public final class GraftEngine implements RepairEngine {
    /** The engine's name in reports. */
    public static final String NAME = "nrnwheel";

    private static final String EPOCH = "SOURCE_DATE_EPOCH";

    /** Makes an engine. */
    public GraftEngine() {}

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Plans a repair and changes nothing.
     *
     * @param wheel the wheel
     * @param source where libraries come from
     * @param options what is asked for
     * @return the plan
     * @throws RepairFailedException when the wheel cannot be repaired
     */
    public GraftPlan plan(Path wheel, LibrarySource source, RepairOptions options) {
        try (WheelFile file = WheelFile.open(wheel)) {
            return new GraftPlanner(file, source, options).plan().plan();
        }
    }

    /**
     * Repairs a wheel.
     *
     * @param wheel the wheel; it stays as it is
     * @param source where libraries come from
     * @param options what is asked for
     * @param time the time of the entries of the repaired wheel
     * @param directory where the repaired wheel goes; made when missing
     * @return the plan that was carried out; the repaired wheel has the file name that it says
     * @throws RepairFailedException when the wheel cannot be repaired
     */
    public GraftPlan repair(Path wheel, LibrarySource source, RepairOptions options, Instant time, Path directory) {
        try (WheelFile file = WheelFile.open(wheel)) {
            GraftPlanner.Planned planned = new GraftPlanner(file, source, options).plan();
            write(file, planned.plan(), planned.libraries(), time, directory);
            return planned.plan();
        }
    }

    /**
     * Carries out a plan that was made before.
     *
     * @param plan the plan
     * @param wheel the wheel that it is for; it stays as it is
     * @param source where the libraries of the plan are
     * @param time the time of the entries of the repaired wheel
     * @param directory where the repaired wheel goes; made when missing
     * @throws RepairFailedException when the wheel or a library is not the one that was planned with
     */
    public void apply(GraftPlan plan, Path wheel, LibrarySource source, Instant time, Path directory) {
        try (WheelFile file = WheelFile.open(wheel)) {
            if (!digest(wheel).equals(plan.sha256())) {
                throw new RepairFailedException(
                        wheel + " is not the wheel that was planned with", "Plan the repair again.", null);
            }
            write(file, plan, found(plan, source), time, directory);
        }
    }

    private static String digest(Path wheel) {
        try {
            return WheelArtifact.of(wheel).sha256();
        } catch (IOException e) {
            throw new UncheckedIOException(wheel + " cannot be read", e);
        }
    }

    private static Map<String, FoundLibrary> found(GraftPlan plan, LibrarySource source) {
        Map<String, FoundLibrary> found = new TreeMap<>();
        for (Graft graft : plan.grafts()) {
            String directory =
                    graft.source().substring(0, Math.max(0, graft.source().lastIndexOf('/')));
            FoundLibrary library = architecture(plan)
                    .flatMap(architecture -> source.find(graft.soname(), architecture, List.of(directory)))
                    .filter(now -> now.sha256().equals(graft.sha256()))
                    .orElseThrow(() -> GraftWork.changed(graft));
            found.put(graft.path(), library);
        }
        return found;
    }

    /** The architecture stands at the end of the platform tags. */
    private static Optional<Architecture> architecture(GraftPlan plan) {
        return Stream.of(Architecture.values())
                .filter(each -> plan.platforms().stream().anyMatch(tag -> tag.endsWith("_" + each.token())))
                .findFirst();
    }

    private static void write(
            WheelFile wheel, GraftPlan plan, Map<String, FoundLibrary> libraries, Instant time, Path directory) {
        try {
            TargetDirectory.use(
                    directory,
                    () -> new GraftWork(wheel, plan, libraries).write(directory.resolve(plan.fileName()), time));
        } catch (UncheckedIOException e) {
            throw new RepairFailedException(
                    String.valueOf(e.getMessage()), "Let the directory be writable, with room on its disk.", e);
        }
    }

    @Override
    public RepairReport repair(Workspace workspace, RepairStep step, Bindings bindings, OutputSink sink)
            throws InterruptedException {
        Place wheel = bindings.capture(step.wheel());
        RepairOptions options = new RepairOptions(step.excludes(), step.platformTag(), false);
        WorkspaceShell shell =
                new WorkspaceShell(workspace, around(step), step.command().environment(), bindings);
        LibrarySource source = new WorkspaceSource(shell);
        try {
            return LocalFile.use(
                    workspace,
                    wheel,
                    local -> LocalFile.inDirectory(directory -> {
                        GraftPlan plan = repair(local, source, options, time(step), directory);
                        return deliver(workspace, step, plan, directory.resolve(plan.fileName()), sink);
                    }));
        } catch (RepairFailedException e) {
            if (e.getCause() instanceof InterruptedException && Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            throw e;
        } catch (WheelException e) {
            throw new RepairFailedException(
                    LocalFile.name(wheel) + " cannot be repaired: " + e.getMessage(), e.remedy(), e);
        }
    }

    /** What the command starts nrnwheel by: a module that is loaded says where its libraries are. */
    private static List<Value> around(RepairStep step) {
        List<Value> argv = step.command().argv();
        return argv.subList(0, Math.max(0, argv.indexOf(new Text(NAME))));
    }

    private static RepairReport deliver(
            Workspace workspace, RepairStep step, GraftPlan plan, Path repaired, OutputSink sink) {
        sink.output(OutputSink.Channel.OUT, ByteBuffer.wrap(plan.toText().getBytes(StandardCharsets.UTF_8)));
        Place place = step.output().resolve(plan.fileName());
        workspace.copyIn(repaired, place);
        return plan.report(place);
    }

    private static Instant time(RepairStep step) {
        return step.command().environment().get(EPOCH) instanceof Text text
                        && text.text().matches("[0-9]{1,11}")
                ? Instant.ofEpochSecond(Long.parseLong(text.text()))
                : Instant.EPOCH;
    }
}
