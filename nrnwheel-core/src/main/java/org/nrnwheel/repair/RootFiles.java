package org.nrnwheel.repair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a system below a root. Links are followed inside the root, as the system itself follows them. */
final class RootFiles implements SystemFiles {
    private static final int MOST_LINKS = 40;

    private final Path root;

    RootFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Returns where a path of the system really is, as the system names it, or nothing when there is no such file. */
    Optional<String> resolve(String path) {
        List<String> parts = parts(path);
        return isReal(local(parts)) ? Optional.of("/" + String.join("/", parts)) : followed(parts);
    }

    /** Says whether no part is a link: most paths are so, and the system tells it by one call. */
    private static boolean isReal(Path path) {
        try {
            return path.toRealPath().equals(path);
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> followed(List<String> parts) {
        Deque<String> open = new ArrayDeque<>(parts);
        List<String> done = new ArrayList<>();
        int links = 0;
        while (!open.isEmpty()) {
            String part = open.pop();
            if (part.equals("..")) {
                done = new ArrayList<>(done.subList(0, Math.max(0, done.size() - 1)));
                continue;
            }
            Path at = local(done).resolve(part);
            if (!Files.isSymbolicLink(at)) {
                done.add(part);
                continue;
            }
            Optional<String> target = link(at);
            if (target.isEmpty() || ++links > MOST_LINKS) {
                return Optional.empty();
            }
            List<String> more = parts(target.get());
            for (int i = more.size() - 1; i >= 0; i--) {
                open.push(more.get(i));
            }
            done = target.get().startsWith("/") ? new ArrayList<>() : done;
        }
        return Files.exists(local(done)) ? Optional.of("/" + String.join("/", done)) : Optional.empty();
    }

    /** Returns the file of this machine for a path that has no links in it. */
    Path local(String path) {
        return local(parts(path));
    }

    private Path local(List<String> parts) {
        return root.resolve(String.join("/", parts));
    }

    private static List<String> parts(String path) {
        return Stream.of(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    private static Optional<String> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> read(String path) {
        return resolve(path).map(this::local).filter(Files::isRegularFile).flatMap(RootFiles::text);
    }

    /** A file that cannot be read says nothing, as to the loader. */
    private static Optional<String> text(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> list(String directory, String glob) {
        Optional<Path> local = resolve(directory).map(this::local).filter(Files::isDirectory);
        if (local.isEmpty()) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(local.get(), glob)) {
            files.forEach(file -> found.add(directory + "/" + file.getFileName()));
        } catch (IOException e) {
            return List.of();
        }
        return found.stream().sorted().toList();
    }
}
