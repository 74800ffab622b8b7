package org.nrnwheel.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;

/** A workspace in a directory. */
final class LocalWorkspace implements Workspace {
    private final LocalPlatform platform;
    private final Path base;
    private final WorkspaceRequest request;
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    LocalWorkspace(LocalPlatform platform, Path base, WorkspaceRequest request) {
        this.platform = platform;
        this.base = base;
        this.request = request;
        for (String name : List.of("src", "work", "venv", "dist")) {
            unchecked(() -> Files.createDirectories(base.resolve(name)));
        }
    }

    List<Process> processes() {
        return new ArrayList<>(processes);
    }

    boolean closed() {
        return closed;
    }

    private Path file(Place place) {
        Path root = switch (place.root()) {
            case SOURCE -> base.resolve("src");
            case WORK, VENV, DIST -> base.resolve(place.root().name().toLowerCase(Locale.ROOT));
            case CACHE -> request.cache();
            case WHEELHOUSE -> request.wheelhouse();
            case SYSTEM -> Path.of("/");
        };
        return root.resolve(place.relative());
    }

    @Override
    public String path(Place place) {
        return file(place).toString();
    }

    @Override
    public Optional<Path> local(Place place) {
        return Optional.of(file(place));
    }

    @Override
    public RunningCommand start(Command command, Bindings bindings, OutputSink sink) {
        platform.starting.run();
        List<String> argv = command.argv().stream()
                .map(value -> bindings.bind(value, this::path))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(file(command.directory()).toFile());
        builder.environment().clear();
        command.environment()
                .forEach((name, value) -> builder.environment().put(name, bindings.bind(value, this::path)));
        try {
            Process process = builder.start();
            processes.add(process);
            return new Running(
                    process,
                    pump(process.getInputStream(), OutputSink.Channel.OUT, sink),
                    pump(process.getErrorStream(), OutputSink.Channel.ERR, sink));
        } catch (IOException e) {
            throw new PlatformException("cannot start " + argv, "Look whether it is there.", e);
        }
    }

    private static Thread pump(InputStream in, OutputSink.Channel channel, OutputSink sink) {
        Thread thread = new Thread(() -> {
            byte[] buffer = new byte[1 << 13];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    sink.output(channel, ByteBuffer.wrap(buffer, 0, n));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.start();
        return thread;
    }

    private record Running(Process process, Thread out, Thread err) implements RunningCommand {
        @Override
        public Exit await() throws InterruptedException {
            int code = process.waitFor();
            out.join();
            err.join();
            return new Exit(Exit.Outcome.EXITED, code, Duration.ZERO, "");
        }

        @Override
        public void cancel() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public List<FileEntry> list(Place directory, String glob) {
        List<FileEntry> found = new ArrayList<>();
        if (!Files.isDirectory(file(directory))) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(file(directory), glob)) {
            for (Path path : files) {
                found.add(new FileEntry(directory.resolve(path.getFileName().toString()), Files.size(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(FileEntry::name));
        return found;
    }

    @Override
    public void copyIn(Path from, Place to) {
        unchecked(() -> {
            Files.createDirectories(file(to).getParent());
            return Files.copy(from, file(to), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        });
    }

    @Override
    public void copyOut(Place from, Path to) {
        unchecked(() -> Files.copy(file(from), to, StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public Optional<List<String>> shellCommand() {
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        try (Stream<Path> files = Files.walk(base)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        platform.closed.run();
    }

    private interface Action {
        Path run() throws IOException;
    }

    private static void unchecked(Action action) {
        try {
            Path path = action.run();
            assert path != null;
        } catch (IOException e) {
            throw new PlatformException(e.toString(), "Look at the disk.", e);
        }
    }
}
