package org.nrnwheel.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.nrnwheel.source.SourceSnapshot;
import org.nrnwheel.wheel.Sha256;

/**
 * What is known of a source tree without reading its files again. Immutable.
 *
 * @param size the bytes of its files
 * @param key equal for trees of equal content and times, which make looks at
 */
record TreeFacts(long size, String key) {
    /** A tree that cannot be walked fails when it is copied. */
    static TreeFacts of(SourceSnapshot source) {
        Walk walk = new Walk(source);
        try {
            Files.walkFileTree(source.tree().directory(), walk);
        } catch (IOException e) {
            walk.size = Long.MAX_VALUE;
        }
        return new TreeFacts(
                walk.size, Sha256.hex((source.state() + " " + walk.times).getBytes(StandardCharsets.UTF_8)));
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private static final long FACTOR = 31;

        private final SourceSnapshot source;
        private long size;
        private long times;

        Walk(SourceSnapshot source) {
            this.source = source;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes seen) {
            if (source.excluded().contains(directory)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            note(directory, seen);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
            size += seen.size();
            note(file, seen);
            return FileVisitResult.CONTINUE;
        }

        /** Directories are listed in any order. */
        private void note(Path path, BasicFileAttributes seen) {
            String name = source.tree().directory().relativize(path).toString();
            long one =
                    FACTOR * (FACTOR * name.hashCode() + seen.lastModifiedTime().to(TimeUnit.NANOSECONDS))
                            + seen.size();
            times += one * one;
        }
    }
}
