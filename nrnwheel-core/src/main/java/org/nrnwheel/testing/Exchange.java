package org.nrnwheel.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Workspace;

/** Files that go between a workspace and this JVM, through a temporary directory where it is needed. */
record Exchange(Workspace workspace, Path directory) implements AutoCloseable {
    static Exchange open(Workspace workspace) throws IOException {
        return new Exchange(workspace, Files.createTempDirectory("nrnwheel-test"));
    }

    /** Returns a file that this JVM can read. */
    Path local(Place place) {
        Optional<Path> seen = workspace.local(place);
        return seen.orElseGet(() -> {
            String path = place.relative();
            Path copy = directory.resolve(path.substring(path.lastIndexOf('/') + 1));
            workspace.copyOut(place, copy);
            return copy;
        });
    }

    boolean has(Place file) {
        int slash = file.relative().lastIndexOf('/');
        Place parent = new Place(file.root(), file.relative().substring(0, Math.max(slash, 0)));
        return !workspace.list(parent, file.relative().substring(slash + 1)).isEmpty();
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(directory);
    }
}
