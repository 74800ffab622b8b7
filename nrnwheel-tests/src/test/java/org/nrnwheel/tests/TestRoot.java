package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nrnwheel.env.Environment;
import org.nrnwheel.rootfs.ImageRoots;
import org.nrnwheel.tag.Architecture;

/** Roots with Debian's Python, made once and kept in the user's cache. */
final class TestRoot {
    private static final String NAME = "debian-trixie-2";

    private TestRoot() {}

    /** Returns the archive that an image of this machine's is in. */
    static Path archive() throws IOException, InterruptedException {
        return archive(NAME);
    }

    /** Returns an archive for aarch64, its packages unpacked only. */
    static Path archiveForArm() throws IOException, InterruptedException {
        return archive(NAME + "-arm64", "arm64");
    }

    private static synchronized Path archive(String name, String... architecture)
            throws IOException, InterruptedException {
        Path file = roots().resolve(name + ".tar");
        List<String> argv = new ArrayList<>(List.of("scripts/make-test-image", file.toString()));
        argv.addAll(List.of(architecture));
        Processes.Result made = Processes.run(Path.of(".."), Map.of(), argv);
        if (made.exit() != 0) {
            throw new IllegalStateException("no image to test with: " + made.output()
                    + " (scripts/install-prerequisites tests installs what it needs)");
        }
        return file;
    }

    /** Returns the unpacked root. */
    static Path directory() throws IOException, InterruptedException {
        return unpacked(archive(), ImageRoots.standard());
    }

    /** Returns the unpacked root for aarch64. */
    static Path directoryForArm() throws IOException, InterruptedException {
        return unpacked(archiveForArm(), ImageRoots.standard().architecture(Architecture.AARCH64));
    }

    private static synchronized Path unpacked(Path archive, ImageRoots unpacking) {
        String file = String.valueOf(archive.getFileName());
        Path directory = roots().resolve(file.substring(0, file.lastIndexOf('.')));
        if (!Files.exists(directory)) {
            unpacking.pull(archive.toString(), directory);
        }
        return directory;
    }

    private static Path roots() {
        return Environment.system().cacheDirectory().resolve("roots");
    }
}
