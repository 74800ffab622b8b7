package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;

/** The wheel of NEURON 8.2.6 that its makers published, downloaded once into the cache. */
final class PublishedWheel {
    /** Python's zipfile keeps each member's mode, which the JDK's does not. */
    private static final String COPY = """
            import sys, zipfile
            left_out = set(sys.argv[3:])
            with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_STORED) as new:
                assert left_out <= set(old.namelist()), left_out
                for info in old.infolist():
                    data = old.read(info)
                    if info.filename.endswith('.dist-info/RECORD'):
                        lines = data.decode().splitlines(True)
                        data = ''.join(line for line in lines if line.split(',')[0] not in left_out)
                    if info.filename not in left_out:
                        new.writestr(info, data)
            """;

    private PublishedWheel() {}

    static Path get(Path scratch) throws IOException, InterruptedException {
        Path cache = Environment.system().cacheDirectory().resolve("test-wheels");
        Files.createDirectories(cache);
        List<Path> there = wheels(cache);
        if (!there.isEmpty()) {
            return there.get(0);
        }
        Path downloads = scratch.resolve("downloads");
        run(scratch, "python3", "-m", "venv", "pip");
        run(
                scratch,
                scratch.resolve("pip/bin/python").toString(),
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--only-binary=:all:",
                "--python-version=3.11",
                "--dest=" + downloads,
                "NEURON==8.2.6");
        Path wheel = wheels(downloads).get(0);
        Path part = Files.createTempFile(cache, "download", ".part");
        Files.copy(wheel, part, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(part, cache.resolve(wheel.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Copies a wheel without some of its files; RECORD does not list them either, so it installs. */
    static Path without(Path wheel, Path directory, String... members) throws IOException, InterruptedException {
        Path copy = directory.resolve(wheel.getFileName());
        List<String> argv = new ArrayList<>(List.of("python3", "-c", COPY, wheel.toString(), copy.toString()));
        argv.addAll(List.of(members));
        run(directory, argv.toArray(String[]::new));
        return copy;
    }

    private static List<Path> wheels(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("(?i)neuron-8\\.2\\.6-cp311-.*\\.whl"))
                    .toList();
        }
    }

    private static void run(Path directory, String... argv) throws IOException, InterruptedException {
        Processes.Result result = Processes.run(directory, Map.of(), List.of(argv));
        if (result.exit() != 0) {
            throw new IOException(String.join(" ", argv) + ": " + result.output());
        }
    }
}
