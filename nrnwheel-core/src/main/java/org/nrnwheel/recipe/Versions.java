package org.nrnwheel.recipe;

import java.util.Optional;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.source.GitRepository;
import org.nrnwheel.source.SourceTree;

/** Refuses trees whose version nobody can tell. */
final class Versions {
    private static final String REMEDY = "Give a version, or fetch the tags: git fetch --tags --unshallow.";

    private Versions() {}

    static void requireAnnotatedTag(SourceTree tree) {
        if (!repository(tree).hasAnnotatedTag()) {
            throw new InvalidRequestException(
                    "no version to be had: " + tree.directory() + " has no annotated tag", REMEDY);
        }
    }

    static void requireTag(SourceTree tree) {
        if (!repository(tree).hasTag()) {
            throw new InvalidRequestException("no version to be had: " + tree.directory() + " has no tag", REMEDY);
        }
    }

    private static GitRepository repository(SourceTree tree) {
        Optional<GitRepository> repository = GitRepository.of(tree);
        return repository.orElseThrow(() -> new InvalidRequestException(
                "no version to be had: " + tree.directory() + " is no git repository",
                "Give a version, or a checkout with its .git."));
    }
}
