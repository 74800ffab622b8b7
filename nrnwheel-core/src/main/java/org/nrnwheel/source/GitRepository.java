package org.nrnwheel.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;

/**
 * The git repository of a source tree, read without git: no process is started and nothing is written. Immutable; what is
 * asked is read anew each time. Understands work trees and submodules ({@code .git} files), loose and packed references and
 * objects with SHA-1 names.
 *
 * @param directory the repository's own directory
 * @param common the directory that work trees share
 */
public record GitRepository(Path directory, Path common) {
    private static final int MAXIMAL_LINKS = 5;

    /**
     * Finds the repository of a tree. Only the tree itself is looked at, not the directories above it.
     *
     * @param tree the tree
     * @return its repository, or nothing when it has none
     * @throws SourceException when it cannot be read
     */
    public static Optional<GitRepository> of(SourceTree tree) {
        Path git = tree.directory().resolve(".git");
        if (Files.isDirectory(git)) {
            return Optional.of(new GitRepository(git, git)).filter(GitRepository::isRepository);
        }
        return tree.read(".git")
                .map(String::strip)
                .filter(text -> text.startsWith("gitdir:"))
                .map(text -> tree.directory()
                        .resolve(text.substring("gitdir:".length()).strip())
                        .normalize())
                .map(directory -> new GitRepository(directory, common(directory)))
                .filter(GitRepository::isRepository);
    }

    /**
     * Returns the commit that is checked out.
     *
     * @return its hexadecimal name, or nothing in a repository without commits
     * @throws SourceException when it cannot be read
     */
    public Optional<String> head() {
        Optional<String> value = text(directory.resolve("HEAD"));
        for (int links = 0; links < MAXIMAL_LINKS && value.isPresent(); links++) {
            String text = value.orElseThrow();
            if (!text.startsWith("ref:")) {
                return value;
            }
            value = reference(text.substring("ref:".length()).strip());
        }
        return Optional.empty();
    }

    /**
     * Says whether there is a tag of any kind.
     *
     * @return whether there is one
     * @throws SourceException when the repository cannot be read
     */
    public boolean hasTag() {
        return !tags().isEmpty();
    }

    /**
     * Says whether there is an annotated tag, the only kind that {@code git describe} counts.
     *
     * @return whether there is one
     * @throws SourceException when the repository cannot be read
     */
    public boolean hasAnnotatedTag() {
        return peeled() || tags().values().stream().anyMatch(this::isTagObject);
    }

    private boolean isRepository() {
        return Files.isRegularFile(directory.resolve("HEAD")) && Files.isDirectory(common.resolve("objects"));
    }

    private static Path common(Path directory) {
        return text(directory.resolve("commondir"))
                .map(text -> directory.resolve(text).normalize())
                .orElse(directory);
    }

    private Optional<String> reference(String name) {
        return text(directory.resolve(name))
                .or(() -> text(common.resolve(name)))
                .or(() -> packedReferences()
                        .map(line -> line.split(" ", 2))
                        .filter(words -> words.length == 2 && words[1].equals(name))
                        .map(words -> words[0])
                        .findFirst());
    }

    /** Object names by reference, of all tags. */
    private Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        packedReferences()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2 && words[1].startsWith("refs/tags/"))
                .forEach(words -> tags.put(words[1], words[0]));
        Path loose = common.resolve("refs/tags");
        if (Files.isDirectory(loose)) {
            try (Stream<Path> files = Files.walk(loose)) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> text(file)
                                .ifPresent(object -> tags.put("refs/tags/" + loose.relativize(file), object)));
            } catch (IOException e) {
                throw unreadable(loose, e);
            }
        }
        return tags;
    }

    /** Whether a packed tag is followed by a line with the commit it stands for: then it is an annotated one. */
    private boolean peeled() {
        String last = "";
        for (String line : packedReferences().toList()) {
            if (line.startsWith("^") && last.contains(" refs/tags/")) {
                return true;
            }
            last = line;
        }
        return false;
    }

    private Stream<String> packedReferences() {
        return text(common.resolve("packed-refs")).stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"));
    }

    private boolean isTagObject(String object) {
        if (!object.matches("[0-9a-f]{40}")) {
            return false;
        }
        for (Path objects : objectDirectories()) {
            Path loose = objects.resolve(object.substring(0, 2)).resolve(object.substring(2));
            if (Files.isRegularFile(loose)) {
                return looseTag(loose);
            }
            Optional<Integer> type = packedType(objects.resolve("pack"), object);
            if (type.isPresent()) {
                return type.orElseThrow() == Pack.TAG;
            }
        }
        return false;
    }

    private List<Path> objectDirectories() {
        List<Path> directories = new ArrayList<>(List.of(common.resolve("objects")));
        text(directories.get(0).resolve("info/alternates"))
                .ifPresent(text -> text.lines()
                        .forEach(line ->
                                directories.add(directories.get(0).resolve(line).normalize())));
        return directories;
    }

    private static boolean looseTag(Path file) {
        try (InputStream stream = new InflaterInputStream(Files.newInputStream(file))) {
            return new String(stream.readNBytes(4), StandardCharsets.US_ASCII).equals("tag ");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Optional<Integer> packedType(Path directory, String object) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> indexes = Files.newDirectoryStream(directory, "*.idx")) {
            for (Path index : indexes) {
                Optional<Integer> type = new Pack(index).type(HexFormat.of().parseHex(object));
                if (type.isPresent()) {
                    return type;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static Optional<String> text(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static SourceException unreadable(Path file, IOException cause) {
        return new SourceException(
                "cannot read " + file + " of the git repository: " + cause.getMessage(), "Make it readable.", cause);
    }
}
