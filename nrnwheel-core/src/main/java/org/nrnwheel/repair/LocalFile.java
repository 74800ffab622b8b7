package org.nrnwheel.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Function;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Workspace;

/** A workspace's file, or a copy of it when this JVM does not see the workspace; the copy has the same name. */
final class LocalFile {
    private LocalFile() {}

    static <T> T use(Workspace workspace, Place file, Function<Path, T> use) {
        return workspace
                .local(file)
                .map(use)
                .orElseGet(() -> inDirectory(directory -> {
                    Path copy = directory.resolve(name(file));
                    workspace.copyOut(file, copy);
                    return use.apply(copy);
                }));
    }

    /** Gives a directory that is removed afterwards. */
    static <T> T inDirectory(Function<Path, T> use) {
        try {
            Path directory = Files.createTempDirectory("nrnwheel-repair");
            try {
                return use.apply(directory);
            } finally {
                deleteTree(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary directory cannot be made or removed", e);
        }
    }

    static String name(Place file) {
        return file.relative().substring(file.relative().lastIndexOf('/') + 1);
    }

    private static void deleteTree(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.delete(directory);
    }
}
