package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nrnwheel.env.Environment;
import org.nrnwheel.rootfs.ImageRoots;

/** A root with Debian's Python, made once and kept in the user's cache. */
final class TestRoot {
    private TestRoot() {}

    /** Returns the archive that an image of it is in. */
    static synchronized Path archive() throws IOException, InterruptedException {
        Path file = Environment.system().cacheDirectory().resolve("roots/debian-trixie-2.tar");
        Processes.Result made =
                Processes.run(Path.of(".."), Map.of(), List.of("scripts/make-test-image", file.toString()));
        if (made.exit() != 0) {
            throw new IllegalStateException("no image to test with: " + made.output()
                    + " (scripts/install-prerequisites tests installs what it needs)");
        }
        return file;
    }

    /** Returns the unpacked root. */
    static synchronized Path directory() throws IOException, InterruptedException {
        Path directory = Environment.system().cacheDirectory().resolve("roots/debian-trixie-2");
        Path archive = archive();
        if (!Files.exists(directory)) {
            ImageRoots.standard().pull(archive.toString(), directory);
        }
        return directory;
    }
}
