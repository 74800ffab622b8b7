package org.nrnwheel.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.nrnwheel.source.SourceException;
import org.nrnwheel.source.SourceTree;

/** Hashes a source tree's files. */
final class SourceState {
    private SourceState() {}

    static String of(SourceTree tree, Set<Path> excluded) {
        try (Stream<Path> walk = Files.walk(tree.directory())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Path> files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> excluded.stream().noneMatch(file::startsWith))
                    .sorted()
                    .toList();
            for (Path file : files) {
                digest.update(tree.directory().relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new SourceException(
                    "cannot read " + tree.directory() + ": " + e.getMessage(), "Make it readable.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
