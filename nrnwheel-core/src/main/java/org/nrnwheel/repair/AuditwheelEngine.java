package org.nrnwheel.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.InvalidWheelException;
import org.nrnwheel.wheel.WheelEntry;
import org.nrnwheel.wheel.WheelFile;

/**
 * Repairs by auditwheel: runs the step's command with the wheel as its last argument. A pure wheel is copied unchanged.
 * A repair that fails or is interrupted leaves no wheel in the output directory. Stateless, safe for use by several
 * threads.
 */
public final class AuditwheelEngine implements RepairEngine {
    /** The engine's name in reports of pure wheels, which need no repair. */
    public static final String UNCHANGED = "none: pure wheel, copied unchanged";

    private static final String NAME = "auditwheel";
    private static final String WHEELS = "*.whl";

    /** Makes an engine. */
    public AuditwheelEngine() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RepairReport repair(Workspace workspace, RepairStep step, Bindings bindings, OutputSink sink)
            throws InterruptedException {
        Place wheel = bindings.capture(step.wheel());
        OutputLines output = new OutputLines(sink);
        empty(workspace, step);
        boolean repaired = false;
        try {
            RepairReport report = parse(wheel).isPure()
                    ? copy(workspace, step, wheel, output)
                    : run(workspace, step, bindings, wheel, output);
            repaired = true;
            return report;
        } finally {
            if (!repaired) {
                empty(workspace, step);
            }
        }
    }

    private static WheelName parse(Place wheel) {
        String fileName = fileName(wheel);
        try {
            return WheelName.parse(fileName);
        } catch (IllegalArgumentException e) {
            throw new RepairFailedException(
                    String.valueOf(e.getMessage()), "Give the wheel the name that PEP 427 asks for.", e);
        }
    }

    private static RepairReport copy(Workspace workspace, RepairStep step, Place wheel, OutputLines output) {
        Place copy = step.output().resolve(fileName(wheel));
        LocalFile.use(workspace, wheel, local -> {
            workspace.copyIn(local, copy);
            return copy;
        });
        output.print(fileName(wheel) + " is pure: copied unchanged");
        return new RepairReport(UNCHANGED, "", copy, fileName(wheel), List.of(), List.of());
    }

    private static RepairReport run(
            Workspace workspace, RepairStep step, Bindings bindings, Place wheel, OutputLines output)
            throws InterruptedException {
        Exit exit = workspace.start(withWheel(step), bindings, output).awaitOrCancel();
        if (!exit.successful()) {
            throw failed(wheel, exit.toString(), output);
        }
        Place repaired = only(workspace, step, wheel, output);
        return new RepairReport(
                NAME,
                version(workspace, step, bindings),
                repaired,
                fileName(repaired),
                grafted(workspace, wheel, repaired),
                output.excluded());
    }

    private static Command withWheel(RepairStep step) {
        Command command = step.command();
        List<Value> argv = new ArrayList<>(command.argv());
        argv.add(step.wheel());
        return new Command(argv, command.environment(), command.directory(), command.timeLimit());
    }

    private static Place only(Workspace workspace, RepairStep step, Place wheel, OutputLines output) {
        List<FileEntry> wheels = workspace.list(step.output(), WHEELS);
        if (wheels.size() != 1) {
            String names = wheels.stream().map(FileEntry::name).collect(Collectors.joining(", "));
            throw failed(wheel, "it left not one wheel but [" + names + "]", output);
        }
        return wheels.get(0).place();
    }

    private static RepairFailedException failed(Place wheel, String how, OutputLines output) {
        String lines = String.join("\n", output.last());
        return new RepairFailedException(
                "auditwheel could not repair " + fileName(wheel) + ": " + how + (lines.isEmpty() ? "" : "\n" + lines),
                Remedies.of(lines),
                null);
    }

    private static List<String> grafted(Workspace workspace, Place wheel, Place repaired) {
        Set<String> libraries = new TreeSet<>(LocalFile.use(workspace, repaired, AuditwheelEngine::libraries));
        libraries.removeAll(LocalFile.use(workspace, wheel, AuditwheelEngine::libraries));
        return libraries.stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    private static Set<String> libraries(Path wheel) {
        try (WheelFile file = WheelFile.open(wheel)) {
            return file.entries().stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(WheelEntry::name)
                    .filter(name -> name.matches("[^/]+\\.libs/[^/]+"))
                    .collect(Collectors.toSet());
        } catch (InvalidWheelException e) {
            throw new RepairFailedException(String.valueOf(e.getMessage()), e.remedy(), e);
        }
    }

    /** Finds the version beside the program, by its installed metadata: asking the program itself takes a second. */
    private static String version(Workspace workspace, RepairStep step, Bindings bindings) {
        String program = bindings.bind(step.command().argv().get(0), workspace::path);
        if (!program.startsWith("/")) {
            return "";
        }
        return workspace
                .local(Place.system(program))
                .flatMap(InstalledVersion::find)
                .orElse("");
    }

    private static void empty(Workspace workspace, RepairStep step) throws InterruptedException {
        for (FileEntry entry : workspace.list(step.output(), WHEELS)) {
            Optional<Path> local = workspace.local(entry.place());
            if (local.isPresent()) {
                delete(local.get());
            } else {
                remove(workspace, step, entry.place());
            }
        }
    }

    private static void remove(Workspace workspace, RepairStep step, Place file) throws InterruptedException {
        List<Value> argv = List.of(new Text("rm"), new Text("-f"), new Text("--"), file);
        Command command = new Command(
                argv,
                step.command().environment(),
                step.command().directory(),
                step.command().timeLimit());
        workspace.start(command, Bindings.NONE, (channel, bytes) -> {}).awaitOrCancel();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new RepairFailedException(
                    file + " cannot be removed: " + e, "Let the directory for repaired wheels be writable.", e);
        }
    }

    private static String fileName(Place file) {
        return file.relative().substring(file.relative().lastIndexOf('/') + 1);
    }
}
