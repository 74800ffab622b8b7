package org.nrnwheel.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.source.SourceSnapshot;

/** Copies files into a container and out of it, by the engine's archives, so that engines elsewhere work too. */
final class ContainerFiles {
    private static final String MOVE = "set -e; mkdir -p \"$(dirname \"$2\")\"; mv -f \"$1\" \"$2\"";
    /** Prints what is wrong; a file whose content is not there fails. */
    private static final String COPY = """
            if [ ! -e "$1" ]; then
                echo 'no such file in the container'
            elif [ ! -f "$1" ]; then
                echo 'not a file'
            else
                cp -L -p "$1" "$2"
            fi
            """;

    private static final int LINKS = 20;
    private static final int PUBLIC_DIRECTORY = 0755;

    private final JobContainer container;

    ContainerFiles(JobContainer container) {
        this.container = container;
    }

    /** Makes what commands expect to be there, and copies the source tree, where one is given. */
    void fill(ContainerSettings settings, Optional<Path> certificates, Optional<SourceSnapshot> source) {
        TarSource.send(container::unpack, tar -> {
            frame(tar, settings, certificates);
            if (source.isPresent()) {
                tree(tar, source.get(), settings.source());
            }
        });
    }

    /** Does so where the tree is in memory. */
    void fill(ContainerSettings settings, Optional<Path> certificates, SourceSnapshot source, SharedTree shared) {
        boolean taken = shared.take();
        TarSource.send(container::unpack, tar -> {
            frame(tar, settings, certificates);
            if (!taken) {
                tar.directory(shared.sent(), PUBLIC_DIRECTORY);
                tar.parts(shared.sent(), inner -> tree(inner, source, "/."));
            }
        });
        if (!taken) {
            shared.shareAndTake();
        }
    }

    private static void frame(TarSource tar, ContainerSettings settings, Optional<Path> certificates)
            throws IOException {
        for (String directory : List.of(
                ContainerPaths.BASE,
                ContainerPaths.RUN,
                ContainerPaths.PASSAGE,
                ContainerPaths.BASE + "/work",
                ContainerPaths.BASE + "/work/home",
                ContainerPaths.BASE + "/work/tmp",
                ContainerPaths.BASE + "/dist",
                ContainerPaths.BASE + "/wheelhouse")) {
            tar.directory(directory, PUBLIC_DIRECTORY);
        }
        if (!settings.mountSource()) {
            tar.directory(settings.source(), PUBLIC_DIRECTORY);
        }
        if (certificates.isPresent()) {
            tar.content(ContainerPaths.CERTIFICATES, Files.readAllBytes(certificates.get()), 0644);
        }
    }

    private static void tree(TarSource tar, SourceSnapshot source, String to) throws IOException {
        tar.tree(source.tree().directory(), source.excluded(), to);
    }

    void copyIn(Path from, String to) {
        if (!container.memory().holds(to)) {
            TarSource.send(container::unpack, tar -> tar.file(from, to));
            return;
        }
        String passing = passage();
        TarSource.send(container::unpack, tar -> tar.file(from, passing));
        container.run(List.of("/bin/sh", "-c", MOVE, "nrnwheel", passing, to), List.of());
    }

    /** Copies a file out; it gets its name when it is whole. */
    void copyOut(String from, Path to) {
        Path part = null;
        try {
            Path parent = Optional.ofNullable(to.getParent()).orElse(to);
            Files.createDirectories(parent);
            part = Files.createTempFile(parent, "." + to.getFileName(), ".part");
            fetch(reachable(from), part);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot copy " + from + " to " + to + ": " + e.getMessage(),
                    "See to it that the path can be used and that the disk is not full.",
                    discarded(part, e));
        } catch (PlatformException e) {
            discarded(part, e);
            throw e;
        }
    }

    /** A file as the engine's archives reach it. */
    private String reachable(String from) throws IOException {
        if (!container.memory().holds(from)) {
            return from;
        }
        String passing = passage();
        String answer = container.run(List.of("/bin/sh", "-c", COPY, "nrnwheel", from, passing), List.of());
        if (!answer.isBlank()) {
            throw new IOException(answer.strip());
        }
        return passing;
    }

    private static String passage() {
        return ContainerPaths.PASSAGE + "/" + UUID.randomUUID();
    }

    private static <T extends Throwable> T discarded(@Nullable Path part, T failure) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private void fetch(String from, Path part) throws IOException {
        String path = from;
        for (int links = 0; links < LINKS; links++) {
            Optional<String> target = fetchOnce(path, part);
            if (target.isEmpty()) {
                return;
            }
            path = Path.of(path).resolveSibling(target.get()).normalize().toString();
        }
        throw new IOException("too many links at " + from);
    }

    /** Writes a file's content, or returns where a link leads. */
    private Optional<String> fetchOnce(String path, Path part) throws IOException {
        try (InputStream archive =
                        container.pack(path).orElseThrow(() -> new IOException("no such file in the container"));
                TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            TarArchiveEntry entry = tar.getNextEntry();
            if (entry == null) {
                throw new IOException("the engine sent an empty archive");
            }
            if (entry.isSymbolicLink()) {
                return Optional.of(entry.getLinkName());
            }
            if (!entry.isFile()) {
                throw new IOException("not a file");
            }
            long written = Files.copy(tar, part, StandardCopyOption.REPLACE_EXISTING);
            if (written != entry.getSize()) {
                throw new IOException("the engine sent " + written + " of " + entry.getSize() + " bytes");
            }
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(permissions(entry.getMode())));
            Files.setLastModifiedTime(
                    part, FileTime.from(entry.getLastModifiedTime().toInstant()));
            return Optional.empty();
        }
    }

    private static String permissions(int mode) {
        StringBuilder text = new StringBuilder();
        Stream.of(6, 3, 0).forEach(shift -> {
            int bits = mode >> shift;
            text.append((bits & 4) != 0 ? 'r' : '-')
                    .append((bits & 2) != 0 ? 'w' : '-')
                    .append((bits & 1) != 0 ? 'x' : '-');
        });
        return text.toString();
    }
}
