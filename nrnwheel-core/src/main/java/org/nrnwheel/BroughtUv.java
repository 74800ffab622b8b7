package org.nrnwheel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Workspace;

/**
 * This machine's uv on another system, where there may be neither uv nor pip nor venv: it needs little more than a C library.
 *
 * @param environment says where this machine's uv is
 * @param workspace a workspace on the other system
 */
record BroughtUv(Environment environment, Workspace workspace) {
    private static final String SHARED = "tools/uv/bin/uv";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Copies it in; nothing when there is none here, or the other system does not run it. */
    Optional<Value> bring(Map<String, Value> variables, Bindings bindings) throws InterruptedException {
        Optional<Path> here = Stream.concat(
                        environment.path().stream().map(directory -> directory.resolve("uv")),
                        Stream.of(environment.cacheDirectory().resolve(SHARED)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        Place there = new Place(Place.Root.WORK, SHARED);
        workspace.copyIn(here.get(), there);
        List<Value> ask = List.of(there, new Text("--version"));
        Command command = new Command(ask, variables, Place.of(Place.Root.WORK), Optional.of(LIMIT));
        boolean runs = workspace
                .start(command, bindings, (channel, bytes) -> {})
                .awaitOrCancel()
                .successful();
        return runs ? Optional.of(there) : Optional.empty();
    }
}
