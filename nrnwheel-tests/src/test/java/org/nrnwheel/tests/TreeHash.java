package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** A hash of everything in a tree: names, modes, owners, modification times, link targets and contents, {@code .git} included. */
final class TreeHash {
    private TreeHash() {}

    static String of(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.sorted().toList()) {
                PosixFileAttributes attributes =
                        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                String head = tree.relativize(file) + "\0" + attributes.permissions() + "\0" + attributes.owner() + "\0"
                        + attributes.lastModifiedTime() + "\0";
                digest.update(head.getBytes(StandardCharsets.UTF_8));
                if (attributes.isRegularFile()) {
                    digest.update(Files.readAllBytes(file));
                } else if (attributes.isSymbolicLink()) {
                    digest.update(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
