package org.nrnwheel.repair;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;

/** A directory as a workspace, for tests: one that this JVM sees, or one that must be copied from. */
final class LocalWorkspace implements Workspace {
    private final Path base;
    private final Path system;
    private final boolean seen;

    LocalWorkspace(Path base, boolean seen) {
        this(base, Path.of("/"), seen);
    }

    /** A workspace in a system of its own. */
    LocalWorkspace(Path base, Path system, boolean seen) {
        this.base = base;
        this.system = system;
        this.seen = seen;
    }

    @Override
    public String path(Place place) {
        return file(place).toString();
    }

    @Override
    public Optional<Path> local(Place place) {
        return seen ? Optional.of(file(place)) : Optional.empty();
    }

    @Override
    public RunningCommand start(Command command, Bindings bindings, OutputSink sink) {
        ProcessBuilder builder = new ProcessBuilder(
                command.argv().stream().map(v -> bindings.bind(v, this::path)).toList());
        builder.directory(file(command.directory()).toFile()).redirectErrorStream(true);
        builder.environment().clear();
        command.environment().forEach((name, v) -> builder.environment().put(name, bindings.bind(v, this::path)));
        try {
            return new Running(builder.start(), sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<FileEntry> list(Place directory, String glob) {
        List<FileEntry> entries = new ArrayList<>();
        if (!Files.isDirectory(file(directory))) {
            return entries;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(file(directory), glob)) {
            for (Path path : stream) {
                entries.add(new FileEntry(directory.resolve(String.valueOf(path.getFileName())), Files.size(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.sort(Comparator.comparing(FileEntry::name));
        return entries;
    }

    @Override
    public void copyIn(Path from, Place to) {
        copy(from, file(to));
    }

    @Override
    public void copyOut(Place from, Path to) {
        copy(file(from), to);
    }

    @Override
    public Optional<List<String>> shellCommand() {
        return Optional.empty();
    }

    @Override
    public void close() {}

    private Path file(Place place) {
        return place.root() == Place.Root.SYSTEM
                ? system.resolve(place.relative().replaceFirst("^/+", ""))
                : base.resolve(place.root().name()).resolve(place.relative());
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Running(Process process, OutputSink sink) implements RunningCommand {
        @Override
        public Exit await() throws InterruptedException {
            byte[] buffer = new byte[100];
            InputStream in = process.getInputStream();
            try {
                while (in.available() > 0 || process.isAlive()) {
                    int n = in.available() > 0 ? in.read(buffer) : 0;
                    sink.output(OutputSink.Channel.OUT, ByteBuffer.wrap(buffer, 0, n));
                    Thread.sleep(n > 0 ? 0 : 5);
                }
            } catch (IOException cancelled) {
                process.waitFor();
            }
            return new Exit(Exit.Outcome.EXITED, process.exitValue(), Duration.ZERO, "");
        }

        @Override
        public void cancel() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
