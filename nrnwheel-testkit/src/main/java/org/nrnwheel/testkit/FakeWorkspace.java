package org.nrnwheel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.OutputSink.Channel;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.source.SourceSnapshot;

/** A {@link FakePlatform}'s workspace: real files, no processes. */
final class FakeWorkspace implements Workspace {
    private final FakePlatform platform;
    private final WorkspaceRequest request;
    private final Path base;
    private volatile boolean closed;
    private final List<FakeCommand> commands = new ArrayList<>();

    private FakeWorkspace(FakePlatform platform, WorkspaceRequest request) {
        this.platform = platform;
        this.request = request;
        this.base = request.cache().resolve("work").resolve(request.name());
    }

    static FakeWorkspace open(FakePlatform platform, WorkspaceRequest request) {
        FakeWorkspace workspace = new FakeWorkspace(platform, request);
        try {
            remove(workspace.base);
            for (Place.Root root : List.of(Place.Root.SOURCE, Place.Root.WORK, Place.Root.DIST)) {
                Files.createDirectories(workspace.local(root));
            }
            if (request.source().isPresent()) {
                copy(request.source().get(), workspace.local(Place.Root.SOURCE));
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return workspace;
    }

    private static void copy(SourceSnapshot source, Path to) throws IOException {
        Path from = source.tree().directory();
        Set<Path> excluded = source.excluded();
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.filter(p -> excluded.stream().noneMatch(p::startsWith))
                    .toList()) {
                if (!path.equals(from)) {
                    Files.copy(
                            path,
                            to.resolve(from.relativize(path)),
                            StandardCopyOption.COPY_ATTRIBUTES,
                            LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private Path local(Place.Root root) {
        return switch (root) {
            case SOURCE -> base.resolve("src");
            case WORK -> base.resolve("work");
            case VENV -> base.resolve("venv");
            case DIST -> base.resolve("dist");
            case CACHE -> request.cache();
            case WHEELHOUSE -> request.wheelhouse();
            case SYSTEM -> Path.of("/");
        };
    }

    private Path file(Place place) {
        return local(place.root()).resolve(place.relative());
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
    public synchronized RunningCommand start(Command command, Bindings bindings, OutputSink sink) {
        if (closed) {
            throw new PlatformException("the workspace is closed", "Open it again.", null);
        }
        Map<String, String> environment = new TreeMap<>();
        command.environment().forEach((name, value) -> environment.put(name, bindings.bind(value, this::path)));
        List<String> argv = command.argv().stream()
                .map(value -> bindings.bind(value, this::path))
                .toList();
        FakeCommand running =
                new FakeCommand(new FakeInvocation(this, command, argv, environment, path(command.directory())), sink);
        commands.add(running);
        running.start();
        return running;
    }

    @Override
    public List<FileEntry> list(Place directory, String glob) {
        Path local = file(directory);
        if (!Files.isDirectory(local)) {
            return List.of();
        }
        String escaped = glob.replaceAll("([\\[\\]{}\\\\])", "\\\\$1");
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + escaped);
        try (Stream<Path> files = Files.list(local)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(file.getFileName()))
                    .sorted()
                    .map(file ->
                            new FileEntry(directory.resolve(file.getFileName().toString()), size(file)))
                    .toList();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void copyIn(Path from, Place to) {
        copyFile(from, file(to));
    }

    @Override
    public void copyOut(Place from, Path to) {
        copyFile(file(from), to);
    }

    private static void copyFile(Path from, Path to) {
        try {
            Path parent = Optional.ofNullable(to.toAbsolutePath().getParent()).orElse(to);
            Files.createDirectories(parent);
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static PlatformException failed(IOException e) {
        return new PlatformException("a fake workspace failed: " + e, "Look at the test's directories.", e);
    }

    @Override
    public Optional<List<String>> shellCommand() {
        return Optional.empty();
    }

    @Override
    public void close() {
        List<FakeCommand> running;
        synchronized (this) {
            closed = true;
            running = List.copyOf(commands);
        }
        running.forEach(FakeCommand::cancel);
        try {
            remove(base);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Answers on a thread of its own; cancelling interrupts it. */
    private final class FakeCommand implements RunningCommand {
        private final FakeInvocation invocation;
        private final OutputSink sink;
        private final Thread thread;
        private final CountDownLatch ended = new CountDownLatch(1);
        private final AtomicReference<@Nullable Exit> exit = new AtomicReference<>();

        private FakeCommand(FakeInvocation invocation, OutputSink sink) {
            this.invocation = invocation;
            this.sink = sink;
            this.thread = new Thread(this::run, "nrnwheel-fake-command");
            this.thread.setDaemon(true);
        }

        private void start() {
            thread.start();
        }

        private void run() {
            try {
                FakeAnswer answer = platform.answer(invocation);
                print(Channel.OUT, answer.out());
                print(Channel.ERR, answer.err());
                answer.files().forEach(this::write);
                exit.compareAndSet(null, answer.exit());
            } finally {
                exit.compareAndSet(null, new Exit(Outcome.LOST, 0, Duration.ZERO, "the fake's script failed"));
                ended.countDown();
            }
        }

        private void print(Channel channel, String text) {
            if (!text.isEmpty()) {
                sink.output(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            }
        }

        private void write(Place place, String content) {
            try {
                Path file = file(place);
                Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(file));
                Files.writeString(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Exit await() throws InterruptedException {
            ended.await();
            Exit known = exit.get();
            if (known == null) {
                throw new IllegalStateException("no exit");
            }
            return known;
        }

        @Override
        public void cancel() {
            if (exit.compareAndSet(null, new Exit(Outcome.CANCELLED, 0, Duration.ZERO, ""))) {
                thread.interrupt();
            }
        }
    }
}
