package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.docker.ContainerPlatform;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.source.SourceSnapshot;
import org.nrnwheel.source.SourceTree;

/** A source tree that is in the engine's memory was sent once for all jobs of it, whatever becomes of what was sent. */
@Tag("slow")
@Timeout(180)
class SharedTreeTest {
    private static final String TREES = "/opt/nrnwheel/cache/trees";
    private static final String LONG = "a-name-of-more-than-a-hundred-letters-".repeat(4);

    @TempDir
    Path directory;

    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        Path program = Files.writeString(tree.resolve("program"), "of the tree\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-x---"));
        Files.setLastModifiedTime(program, FileTime.from(Instant.parse("2020-01-02T03:04:05.678901Z")));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("program"));
        Files.writeString(Files.createDirectories(tree.resolve("größe/" + LONG)).resolve(LONG), "deep\n");
        byte[] large = new byte[9_000_001];
        new Random(1).nextBytes(large);
        Files.write(tree.resolve("large"), large);
    }

    @AfterAll
    static void removeCaches() {
        TestImages.removeCaches(Environment.system());
    }

    private Workspace open() {
        ContainerPlatform platform = Containers.image(TestImages.small()).tmpfs(64 << 20);
        return platform.open(new WorkspaceRequest(
                "shared",
                Optional.of(SourceSnapshot.of(SourceTree.open(tree), Set.of())),
                directory.resolve("cache"),
                directory.resolve("wheelhouse"),
                Needs.NOTHING));
    }

    private static List<String> run(Workspace workspace, String script) throws InterruptedException {
        StringBuilder out = new StringBuilder();
        boolean successful = workspace
                .start(
                        DockerFaultTest.shell(script),
                        Bindings.NONE,
                        (channel, bytes) -> out.append(StandardCharsets.UTF_8.decode(bytes)))
                .await()
                .successful();
        assertThat(successful).describedAs(out.toString()).isTrue();
        return out.toString().lines().toList();
    }

    private void assertWhole(Workspace workspace) throws IOException, InterruptedException {
        Path large = directory.resolve("large");
        workspace.copyOut(new Place(Place.Root.SOURCE, "large"), large);
        assertThat(large).hasSameBinaryContentAs(tree.resolve("large"));
        assertThat(run(
                        workspace,
                        "cd /root/nrn; cat größe/*/*; readlink link; stat -c '%a %u %y' program; find . | wc -l"))
                .containsExactly("deep", "program", "750 0 2020-01-02 03:04:05.678901000 +0000", "7");
    }

    @Test
    void everyJobHasTheWholeTreeAndTheSecondIsNotSentIt() throws IOException, InterruptedException {
        List<String> sent;
        try (Workspace first = open()) {
            assertWhole(first);
            sent = run(first, "ls -i " + TREES);
            assertThat(sent).hasSize(1);
            run(first, "echo changed >/root/nrn/program; rm /root/nrn/link");
        }
        try (Workspace second = open()) {
            assertWhole(second);
            assertThat(run(second, "ls -i " + TREES)).isEqualTo(sent);
        }
    }

    @Test
    void aTreeOfOtherContentOrTimesIsAnotherTree() throws IOException, InterruptedException {
        open().close();
        Files.setLastModifiedTime(tree.resolve("large"), FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));
        open().close();
        Files.writeString(tree.resolve("program"), "of another\n");
        try (Workspace workspace = open()) {
            assertThat(run(workspace, "cat /root/nrn/program; ls " + TREES + " | wc -l"))
                    .containsExactly("of another", "3");
        }
    }

    @Test
    void whatWasWithdrawnOrCannotBeReadIsSentAgain() throws IOException, InterruptedException {
        try (Workspace workspace = open()) {
            run(workspace, "rm -r " + TREES + "/*");
        }
        try (Workspace workspace = open()) {
            assertWhole(workspace);
            run(workspace, "cd " + TREES + "/*; rm 00000001; mkdir 00000001");
        }
        try (Workspace workspace = open()) {
            assertWhole(workspace);
        }
    }

    @Test
    void whatNoJobTookForAnHourIsRemoved() throws IOException, InterruptedException {
        try (Workspace workspace = open()) {
            run(
                    workspace,
                    "cd " + TREES + "; mkdir old old.part; touch -d '61 minutes ago' old old.part; mkdir other.part");
        }
        Files.writeString(tree.resolve("program"), "of another\n");
        try (Workspace workspace = open()) {
            assertThat(run(workspace, "ls " + TREES)).hasSize(3).contains("other.part");
        }
    }
}
