package org.nrnwheel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;

/** A workspace of which every command does what the test says. */
final class ScriptedWorkspace implements Workspace {
    final List<Command> commands = new ArrayList<>();
    private final Path root;
    private final Function<String, Answer> script;

    ScriptedWorkspace(Path root, Function<String, Answer> script) {
        this.root = root;
        this.script = script;
    }

    record Answer(int code, String output) {
        static final Answer GOOD = new Answer(0, "");
    }

    static String words(Command command) {
        return String.join(
                " ",
                command.argv().stream()
                        .map(value -> Bindings.NONE
                                .withCapture("wheel", new Place(Place.Root.DIST, "w.whl"))
                                .bind(value, place -> place.root() + "/" + place.relative()))
                        .toList());
    }

    @Override
    public String path(Place place) {
        return root.resolve(place.root().name()).resolve(place.relative()).toString();
    }

    @Override
    public Optional<Path> local(Place place) {
        return Optional.of(Path.of(path(place)));
    }

    @Override
    public RunningCommand start(Command command, Bindings bindings, OutputSink sink) {
        commands.add(command);
        Answer answer = script.apply(words(command));
        sink.output(OutputSink.Channel.OUT, ByteBuffer.wrap(answer.output().getBytes(StandardCharsets.UTF_8)));
        return new RunningCommand() {
            @Override
            public Exit await() {
                return new Exit(Exit.Outcome.EXITED, answer.code(), Duration.ofSeconds(1), "");
            }

            @Override
            public void cancel() {}
        };
    }

    @Override
    public List<FileEntry> list(Place directory, String glob) {
        Place file = directory.resolve(glob);
        return local(file).filter(Files::exists).map(path -> new FileEntry(file, 1)).stream()
                .toList();
    }

    @Override
    public void copyIn(Path from, Place to) {
        copy(from, Path.of(path(to)));
    }

    @Override
    public void copyOut(Place from, Path to) {
        copy(Path.of(path(from)), to);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<List<String>> shellCommand() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
