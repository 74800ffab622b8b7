package org.nrnwheel.recipe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.source.SourceException;
import org.nrnwheel.source.SourceTree;

/** Finds git submodules that a build needs and that nobody filled. */
final class Submodules {
    private static final Pattern PATH = Pattern.compile("(?m)^\\s*path\\s*=\\s*(\\S+)\\s*$");

    private Submodules() {}

    /** The directories that {@code .gitmodules} names. */
    static List<String> listed(SourceTree tree) {
        return tree.read(".gitmodules").stream()
                .flatMap(text -> PATH.matcher(text).results())
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    static Optional<Problem> problem(SourceTree tree, Set<String> needed) {
        List<String> missing = listed(tree).stream()
                .filter(needed::contains)
                .filter(path -> empty(tree.directory().resolve(path)))
                .sorted()
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                "submodules",
                "the source lacks the content of its submodules " + String.join(", ", missing),
                "Run in the source tree: git submodule update --init --recursive " + String.join(" ", missing)));
    }

    private static boolean empty(Path directory) {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        } catch (IOException e) {
            throw new SourceException("cannot list " + directory + ": " + e.getMessage(), "Make it readable.", e);
        }
    }
}
