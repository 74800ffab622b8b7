package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;

/** A directory of this host. Commands get the plan's environment and nothing else. Safe for use by several threads. */
final class HostWorkspace implements Workspace {
    private final Layout layout;
    private final Launcher launcher;
    private final Sessions sessions;
    private final List<HostCommand> commands = new ArrayList<>();
    private boolean closed;

    HostWorkspace(Layout layout, Launcher launcher, Sessions sessions) {
        this.layout = layout;
        this.launcher = launcher;
        this.sessions = sessions;
    }

    @Override
    public String path(Place place) {
        return layout.seen(place).toString();
    }

    @Override
    public Optional<Path> local(Place place) {
        return Optional.of(layout.path(place));
    }

    @Override
    public synchronized RunningCommand start(Command command, Bindings bindings, OutputSink sink) {
        if (closed) {
            throw new PlatformException("the workspace is closed: " + layout.base(), "Open it again.", null);
        }
        List<String> argv = command.argv().stream()
                .map(value -> bindings.bind(value, this::path))
                .toList();
        Map<String, String> environment = new TreeMap<>();
        command.environment().forEach((name, value) -> environment.put(name, bindings.bind(value, this::path)));
        Path directory = layout.seen(command.directory());
        try {
            return watch(launcher.launch(argv, environment, directory), command, sink);
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot start " + argv.get(0) + " in " + directory + ": " + e.getMessage(),
                    "Install the program, or see to it that it can be run.",
                    e);
        }
    }

    private HostCommand watch(Process process, Command command, OutputSink sink) throws IOException {
        ProcessGroup group = ProcessGroup.of(process);
        HostCommand running = HostCommand.watch(process, group, command.timeLimit(), sink);
        commands.add(running);
        try {
            sessions.add(group, process.toHandle());
        } catch (IOException e) {
            running.cancel();
            throw e;
        }
        return running;
    }

    @Override
    public List<FileEntry> list(Place directory, String glob) {
        Path local = layout.path(directory);
        if (!Files.isDirectory(local)) {
            return List.of();
        }
        Pattern pattern = pattern(glob);
        List<FileEntry> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(local)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (pattern.matcher(name).matches()) {
                    found.add(new FileEntry(directory.resolve(name), Files.size(file)));
                }
            }
        } catch (IOException e) {
            throw failed("list", local, e);
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
        copy(from, layout.path(to));
    }

    @Override
    public void copyOut(Place from, Path to) {
        copy(layout.path(from), to.toAbsolutePath());
    }

    /** The file gets its name when it is whole. */
    private static void copy(Path from, Path to) {
        Path part = null;
        try {
            Path parent = Optional.ofNullable(to.getParent()).orElse(to);
            Files.createDirectories(parent);
            part = Files.createTempFile(parent, "." + to.getFileName(), ".part");
            Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("copy " + from + " to", to, discard(part, e));
        }
    }

    private static IOException discard(@Nullable Path part, IOException failure) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private static PlatformException failed(String what, Path path, IOException e) {
        return new PlatformException(
                "cannot " + what + " " + path + ": " + e.getMessage() + " ("
                        + e.getClass().getSimpleName() + ")",
                "See to it that the path can be used and that the disk is not full.",
                e);
    }

    @Override
    public Optional<List<String>> shellCommand() {
        Path work = layout.seen(Place.of(Place.Root.WORK));
        List<String> shell = new ArrayList<>(launcher.prefix(work));
        shell.addAll(List.of("sh", "-c", "cd \"$1\" && exec \"${SHELL:-sh}\"", "sh", work.toString()));
        return Optional.of(shell);
    }

    @Override
    public Optional<List<String>> keep() {
        endUse();
        return shellCommand();
    }

    /** Ends what runs; says whether that had not been done before. */
    private boolean endUse() {
        List<HostCommand> running;
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
            running = List.copyOf(commands);
        }
        running.forEach(HostCommand::cancel);
        running.forEach(HostCommand::awaitUninterruptibly);
        sessions.end();
        return true;
    }

    @Override
    public void close() {
        if (!endUse()) {
            return;
        }
        try {
            TreeRemoval.remove(layout.base());
        } catch (IOException e) {
            throw failed("remove", layout.base(), e);
        }
    }
}
