package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code nrnwheel image} as a release engineer types it, against a real engine and a real registry. */
@Tag("slow")
@Timeout(300)
class ImageCommandTest {
    private static final int REFUSED = 2;
    private static final int ENGINE = 6;

    @TempDir
    Path directory;

    private final List<String> made = new ArrayList<>();

    @AfterEach
    void removeImages() throws IOException, InterruptedException {
        for (String image : made) {
            Processes.run(directory, Map.of(), List.of("docker", "image", "rm", "--force", image));
        }
    }

    private Processes.Result nrnwheel(String... words) throws IOException, InterruptedException {
        return nrnwheelWithInput("", words);
    }

    private Processes.Result nrnwheelWithInput(String input, String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "printf '%s\\n' \"$INPUT\" | exec \"$@\"", "sh"));
        argv.addAll(ClassPaths.nrnwheel("image"));
        argv.addAll(List.of(words));
        return Processes.run(
                directory,
                Map.of(
                        "INPUT",
                        input,
                        "DOCKER_CONFIG",
                        directory.resolve("config").toString()),
                argv);
    }

    private void succeeds(Processes.Result result) {
        assertThat(result.exit()).describedAs(result.output()).isZero();
    }

    @Test
    void whatEverybodyBuildsInIsPushedUnreviewedOnlyWhenToldSo() throws IOException, InterruptedException {
        TestImages.engine();
        Path context = Files.createDirectory(directory.resolve("context"));
        Path dockerfile = Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /\n");
        try (LocalRegistry registry = LocalRegistry.start(Files.createDirectory(directory.resolve("registry")))) {
            String latest = registry.host() + "/test/neuron_wheel:latest-x86_64";
            String feature = registry.host() + "/test/neuron_wheel:feature-x";
            made.addAll(List.of(latest, feature));
            succeeds(nrnwheel("build", "--file", dockerfile.toString(), "--tag", feature));
            succeeds(nrnwheel("tag", feature, latest));

            Processes.Result wrong = nrnwheelWithInput(
                    "wrong", "login", registry.host(), "--user", LocalRegistry.USER, "--password-stdin");
            assertThat(wrong.exit()).describedAs(wrong.output()).isEqualTo(ENGINE);
            assertThat(wrong.output()).contains("401");
            Processes.Result in = nrnwheelWithInput(
                    LocalRegistry.PASSWORD, "login", registry.host(), "--user", LocalRegistry.USER, "--password-stdin");
            succeeds(in);
            assertThat(in.output()).contains("logged in to " + registry.host());

            Processes.Result refused = nrnwheel("push", latest);
            assertThat(refused.exit()).describedAs(refused.output()).isEqualTo(REFUSED);
            assertThat(refused.output()).contains("what everybody builds in", "--unreviewed");
            succeeds(nrnwheel("push", feature));
            Processes.Result pushed = nrnwheel("push", latest, "--unreviewed");
            succeeds(pushed);
            String digest = pushed.output().strip().replaceFirst("(?s).* (sha256:[0-9a-f]{64})$", "$1");
            Processes.Result pulled = nrnwheel("pull", registry.host() + "/test/neuron_wheel@" + digest);
            succeeds(pulled);
            assertThat(pulled.output()).contains(digest);
        }
    }

    @Test
    void theTagForAarch64StartsFromItsManylinuxImage() throws IOException, InterruptedException {
        TestImages.engine();
        Path tree = directory.resolve("tree");
        Path dockerfile =
                Files.createDirectories(tree.resolve("packaging/python")).resolve("Dockerfile");
        // The file that is missing tells what the argument was.
        Files.writeString(
                dockerfile, "FROM scratch\nARG MANYLINUX_IMAGE=manylinux2014_x86_64\nCOPY $MANYLINUX_IMAGE /\n");

        Processes.Result aarch64 = nrnwheel("build", "--source", tree.toString(), "--tag", "latest-aarch64");
        assertThat(aarch64.exit()).describedAs(aarch64.output()).isEqualTo(ENGINE);
        assertThat(aarch64.output()).doesNotContain("Look whether the registry").contains("stat manylinux2014_aarch64");

        Processes.Result usual = nrnwheel("build", "--source", tree.toString(), "--tag", "latest-x86_64");
        assertThat(usual.exit()).describedAs(usual.output()).isEqualTo(ENGINE);
        assertThat(usual.output()).contains("stat manylinux2014_x86_64");
    }
}
