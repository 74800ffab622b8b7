package org.nrnwheel.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads repositories that git itself writes. */
class GitRepositoryTest {
    @TempDir
    Path directory;

    @BeforeEach
    void repository() throws IOException, InterruptedException {
        git(directory, "init", "--quiet");
        Files.writeString(directory.resolve("a.txt"), "a");
        git(directory, "add", "a.txt");
        git(directory, "commit", "--quiet", "--message", "first");
    }

    private static String git(Path where, String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(
                "git",
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@example.org",
                "-c",
                "tag.gpgSign=false",
                "-c",
                "commit.gpgSign=false",
                "-c",
                "protocol.file.allow=always"));
        argv.addAll(List.of(arguments));
        Process process = new ProcessBuilder(argv)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private static GitRepository open(Path tree) {
        return GitRepository.of(SourceTree.open(tree)).orElseThrow();
    }

    @Test
    void readsTheCommitThatIsCheckedOut() throws IOException, InterruptedException {
        String commit = git(directory, "rev-parse", "HEAD");

        assertThat(open(directory).head()).contains(commit);
        git(directory, "pack-refs", "--all");
        assertThat(open(directory).head()).contains(commit);
        git(directory, "checkout", "--quiet", "--detach");
        assertThat(open(directory).head()).contains(commit);
    }

    @Test
    void countsAnnotatedTagsAlone() throws IOException, InterruptedException {
        git(directory, "tag", "light");

        assertThat(open(directory).hasTag()).isTrue();
        assertThat(open(directory).hasAnnotatedTag()).isFalse();

        git(directory, "tag", "--annotate", "--message", "one", "release/1.0");

        assertThat(open(directory).hasAnnotatedTag()).isTrue();
    }

    @Test
    void readsPackedTags() throws IOException, InterruptedException {
        git(directory, "tag", "--annotate", "--message", "one", "1.0");
        git(directory, "pack-refs", "--all");

        assertThat(open(directory).hasAnnotatedTag()).isTrue();
    }

    @Test
    void looksTagsUpInPacks() throws IOException, InterruptedException {
        git(directory, "tag", "light");
        for (int i = 0; i < 20; i++) {
            git(
                    directory,
                    "tag",
                    "--annotate",
                    "--message",
                    "a long message that is the same in all ".repeat(20),
                    "1." + i);
        }
        Path tags = directory.resolve(".git/refs/tags");
        String object = Files.readString(tags.resolve("1.7"));
        git(directory, "gc", "--quiet", "--aggressive");
        Files.delete(directory.resolve(".git/packed-refs"));
        Files.createDirectories(tags);

        Files.writeString(
                tags.resolve("light"),
                git(directory, "rev-list", "--all", "--reflog")
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertThat(open(directory).hasAnnotatedTag()).isFalse();
        Files.writeString(tags.resolve("1.7"), object);
        assertThat(open(directory).hasAnnotatedTag()).isTrue();
    }

    @Test
    void followsTheGitFileOfAWorkTree() throws IOException, InterruptedException {
        git(directory, "tag", "--annotate", "--message", "one", "1.0");
        Path other = directory.resolve("other");
        git(directory, "worktree", "add", "--quiet", "-b", "side", other.toString());

        assertThat(Files.isRegularFile(other.resolve(".git"))).isTrue();
        assertThat(open(other).hasAnnotatedTag()).isTrue();
        assertThat(open(other).head()).contains(git(directory, "rev-parse", "HEAD"));
    }

    @Test
    void followsTheGitFileOfASubmodule() throws IOException, InterruptedException {
        Path outer = Files.createDirectory(directory.resolve("outer"));
        git(outer, "init", "--quiet");
        git(outer, "submodule", "--quiet", "add", directory.toString(), "inner");

        assertThat(open(outer.resolve("inner")).head()).contains(git(directory, "rev-parse", "HEAD"));
        assertThat(open(outer.resolve("inner")).hasAnnotatedTag()).isFalse();
    }

    @Test
    void findsNoneInAPlainDirectory() throws IOException {
        Path plain = Files.createDirectory(directory.resolve("plain"));

        assertThat(GitRepository.of(SourceTree.open(plain))).isEmpty();
        Files.writeString(plain.resolve(".git"), "gitdir: ../nothing\n");
        assertThat(GitRepository.of(SourceTree.open(plain))).isEmpty();
    }
}
