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
    private static final String ARM = "debian-trixie-3-arm64";
    private static final String BARE = "debian-bookworm-bare-2";
    private static final String BARE_ARM = "debian-trixie-bare-2-arm64";

    private TestRoot() {}

    /** Returns the archive that an image of this machine's is in. */
    static Path archive() throws IOException, InterruptedException {
        return archive(NAME, List.of(), List.of());
    }

    /** Returns an archive for aarch64, its packages unpacked only. */
    static Path archiveForArm() throws IOException, InterruptedException {
        return archive(ARM, List.of(), List.of("arm64"));
    }

    private static synchronized Path archive(String name, List<String> options, List<String> architecture)
            throws IOException, InterruptedException {
        Path file = roots().resolve(name + ".tar");
        List<String> argv = new ArrayList<>(List.of("scripts/make-test-image"));
        argv.addAll(options);
        argv.add(file.toString());
        argv.addAll(architecture);
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

    /** Returns a root of a Debian with its Python and what a user who compiles has, by two versions of gcc and by clang. */
    static Path whole(String suite) throws IOException, InterruptedException {
        return kind("whole", suite, 2);
    }

    /** Returns a root of a Debian with its Python, without compiler, perl and libgomp. */
    static Path slim(String suite) throws IOException, InterruptedException {
        return kind("slim", suite, 1);
    }

    private static Path kind(String kind, String suite, int revision) throws IOException, InterruptedException {
        Path archive = archive("debian-" + suite + "-" + kind + "-" + revision, List.of("--" + kind, suite), List.of());
        return unpacked(archive, ImageRoots.standard());
    }

    /**
     * Returns a root of Debian 12 with Python 3.11, without compiler and perl, and with no library beside those that every wheel
     * may count on.
     */
    static Path bare() throws IOException, InterruptedException {
        return unpacked(archive(BARE, List.of("--bare", "bookworm"), List.of()), ImageRoots.standard());
    }

    /** Returns the like for aarch64, of the release and with the Python of {@link #directoryForArm}. */
    static Path bareForArm() throws IOException, InterruptedException {
        Path archive = archive(BARE_ARM, List.of("--bare", "trixie"), List.of("arm64"));
        return unpacked(archive, ImageRoots.standard().architecture(Architecture.AARCH64));
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
