package org.nrnwheel.docker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.source.SourceSnapshot;

/** A container of one job; it owns its connection. Safe for use by several threads. */
final class ContainerWorkspace implements Workspace {
    /** Prints size and name of each file in a directory, ended by NUL each. */
    private static final String LIST = """
            cd "$1" 2>/dev/null || exit 0
            for file in * .[!.]* ..?*; do
                [ -f "$file" ] || continue
                printf '%s\\0%s\\0' "$(stat -L -c %s -- "$file")" "$file"
            done
            """;

    private static final Pattern NUL = Pattern.compile("\0");

    private final Engine engine;
    private final JobContainer container;
    private final LocalImage image;
    private final ContainerSettings settings;
    private final ContainerPaths paths;
    private final GatheredFiles gathered;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong memoryKills = new AtomicLong();
    private final List<ContainerCommand> commands = new ArrayList<>();
    private boolean closed;

    private ContainerWorkspace(Engine engine, JobContainer container, LocalImage image, ContainerSettings settings) {
        this.engine = engine;
        this.container = container;
        this.image = image;
        this.settings = settings;
        this.gathered = new GatheredFiles(path -> container.memory().holds(path), container::unpack);
        this.paths = new ContainerPaths(settings.source());
    }

    /** Opens a workspace; the caller closes the engine when this fails. */
    static Workspace open(
            Engine engine,
            LocalImage image,
            ContainerSettings settings,
            ContainerVariables variables,
            JobMemory jobMemory,
            WorkspaceRequest request) {
        Leftovers.sweep(engine);
        MemoryFiles memory = jobMemory.files(engine, request);
        JobContainer container = create(engine, image, settings, request, memory);
        boolean open = false;
        try {
            container.start();
            if (!memory.isEmpty() && !jobMemory.unpacks(container)) {
                container.close();
                container = create(engine, image, settings, request, MemoryFiles.NONE);
                container.start();
            }
            Optional<SourceSnapshot> source = request.source().filter(tree -> !settings.mountSource());
            fill(container, settings, variables.certificates(), source, jobMemory);
            own(container, settings);
            open = true;
            return new ContainerWorkspace(engine, container, image, settings);
        } finally {
            if (!open) {
                container.close();
            }
        }
    }

    private static void fill(
            JobContainer container,
            ContainerSettings settings,
            Optional<Path> certificates,
            Optional<SourceSnapshot> source,
            JobMemory jobMemory) {
        ContainerFiles files = new ContainerFiles(container);
        if (source.isEmpty() || container.memory().isEmpty()) {
            files.fill(settings, certificates, source);
        } else {
            String key = jobMemory.tree(source.get()).key();
            files.fill(settings, certificates, source.get(), new SharedTree(container, key, settings.source()));
        }
    }

    private static JobContainer create(
            Engine engine, LocalImage image, ContainerSettings settings, WorkspaceRequest request, MemoryFiles memory) {
        return JobContainer.create(
                engine,
                image,
                settings,
                ContainerBinds.job(engine, image, settings, request),
                GpuDevices.of(engine, settings, request.needs().gpu()),
                memory);
    }

    /** What is copied in is root's; commands of another user must be able to write. */
    private static void own(JobContainer container, ContainerSettings settings) {
        settings.user().ifPresent(user -> {
            String source = settings.mountSource() ? "" : settings.source();
            container.run(
                    List.of(
                            "/bin/sh",
                            "-c",
                            "user=$1; shift; chmod o+x \"$(dirname \"$1\")\" 2>/dev/null; chown -R \"$user\" \"$@\"",
                            "nrnwheel",
                            user,
                            source.isEmpty() ? ContainerPaths.BASE : source,
                            ContainerPaths.BASE),
                    List.of());
        });
    }

    @Override
    public String path(Place place) {
        return paths.path(place);
    }

    @Override
    public Optional<Path> local(Place place) {
        return Optional.empty();
    }

    @Override
    public RunningCommand start(Command command, Bindings bindings, OutputSink sink) {
        List<String> argv = command.argv().stream()
                .map(value -> bindings.bind(value, this::path))
                .toList();
        Map<String, String> environment = new TreeMap<>();
        command.environment().forEach((name, value) -> environment.put(name, bindings.bind(value, this::path)));
        CommandSession session = new CommandSession(container, Integer.toString(count.incrementAndGet()), memoryKills);
        synchronized (this) {
            refuseClosed();
            gathered.send();
            String exec = container.prepare(
                    session.wrap(argv, environment, image.environment().keySet()),
                    environment.entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .toList(),
                    path(command.directory()),
                    Optional.empty());
            ContainerCommand running = ContainerCommand.start(container, session, exec, command.timeLimit(), sink);
            commands.add(running);
            return running;
        }
    }

    private synchronized void refuseClosed() {
        if (closed) {
            throw new PlatformException("the workspace is closed: container " + container.id(), "Open it again.", null);
        }
    }

    @Override
    public List<FileEntry> list(Place directory, String glob) {
        refuseClosed();
        gathered.send();
        String answer = container.run(List.of("/bin/sh", "-c", LIST, "nrnwheel", path(directory)), List.of());
        List<String> fields = NUL.splitAsStream(answer).toList();
        Pattern pattern = pattern(glob);
        List<FileEntry> found = new ArrayList<>();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (pattern.matcher(fields.get(i + 1)).matches()) {
                found.add(new FileEntry(directory.resolve(fields.get(i + 1)), Long.parseLong(fields.get(i))));
            }
        }
        found.sort(Comparator.comparing(FileEntry::name));
        return List.copyOf(found);
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(
                glob.codePoints()
                        .mapToObj(Character::toString)
                        .map(c -> c.equals("*") ? ".*" : c.equals("?") ? "." : Pattern.quote(c))
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
    }

    @Override
    public void copyIn(Path from, Place to) {
        refuseClosed();
        if (!gathered.take(from, path(to))) {
            gathered.send();
            new ContainerFiles(container).copyIn(from, path(to));
        }
    }

    @Override
    public void copyOut(Place from, Path to) {
        refuseClosed();
        gathered.send();
        new ContainerFiles(container).copyOut(path(from), to.toAbsolutePath());
    }

    @Override
    public boolean ownSystem() {
        return true;
    }

    @Override
    public Optional<List<String>> shellCommand() {
        return Optional.of(List.of(
                "docker", "exec", "--interactive", "--tty", "--workdir", settings.source(), container.id(), "/bin/sh"));
    }

    @Override
    public Optional<List<String>> keep() {
        List<ContainerCommand> running = closing();
        try {
            running.forEach(ContainerCommand::cancel);
            running.forEach(ContainerCommand::awaitUninterruptibly);
            gathered.send();
            container.keep();
        } finally {
            engine.close();
        }
        return shellCommand();
    }

    /** What still may run when the workspace is closed for the first time. */
    private synchronized List<ContainerCommand> closing() {
        refuseClosed();
        closed = true;
        return List.copyOf(commands);
    }

    @Override
    public void close() {
        List<ContainerCommand> running;
        synchronized (this) {
            if (closed) {
                return;
            }
            running = closing();
        }
        running.forEach(ContainerCommand::containerGoes);
        try {
            container.close();
            running.forEach(ContainerCommand::awaitUninterruptibly);
        } finally {
            engine.close();
        }
    }
}
