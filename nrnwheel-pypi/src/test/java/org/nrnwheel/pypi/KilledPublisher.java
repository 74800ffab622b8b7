package org.nrnwheel.pypi;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nrnwheel.env.Environment;

/** A publication in a JVM of its own, to be killed: {@code KilledPublisher URL DIRECTORY}. */
final class KilledPublisher {
    private KilledPublisher() {}

    public static void main(String[] arguments) throws IOException {
        publisher(arguments[0]).publish(wheels(Path.of(arguments[1])));
    }

    static PypiPublisher publisher(String url) {
        return PypiPublisher.to(Repository.url(url))
                .environment(Environment.system())
                .tries(10, Duration.ofMillis(20))
                .patience(Duration.ofMillis(700));
    }

    static List<Path> wheels(Path directory) throws IOException {
        List<Path> wheels = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.whl")) {
            files.forEach(wheels::add);
        }
        Collections.sort(wheels);
        return wheels;
    }
}
