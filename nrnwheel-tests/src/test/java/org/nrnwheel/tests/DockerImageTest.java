package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.docker.ImageBuild;
import org.nrnwheel.docker.ImageReview;
import org.nrnwheel.docker.Registry;
import org.nrnwheel.docker.WheelImage;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.request.InvalidRequestException;

/** Images of a real engine, and a real registry with authentication. */
@Tag("slow")
class DockerImageTest {
    private static final Secret PASSWORD = Secret.of("REGISTRY_PASSWORD", LocalRegistry.PASSWORD);

    @TempDir
    Path directory;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final List<String> made = new ArrayList<>();

    @BeforeEach
    void engine() {
        TestImages.engine();
    }

    @AfterEach
    void removeImages() throws IOException, InterruptedException {
        for (String image : made) {
            docker("image", "rm", "--force", image);
        }
    }

    private Environment environment() {
        return Environment.system()
                .withVariable("DOCKER_CONFIG", directory.resolve("config").toString());
    }

    private WheelImage image(String name) {
        made.add(name);
        return WheelImage.of(name).environment(environment());
    }

    private ImageBuild context(String dockerfile) throws IOException {
        Path context = Files.createDirectories(directory.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        Files.writeString(context.resolve("hello"), "hello\n");
        return new ImageBuild(context, "Dockerfile", Map.of(), Optional.empty());
    }

    private static void docker(String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("docker"));
        argv.addAll(List.of(words));
        Processes.run(Path.of("/"), Map.of(), argv);
    }

    @Test
    void anImageIsPushedAndPulledByItsDigestByWhoIsLoggedIn() throws IOException, InterruptedException {
        try (LocalRegistry registry = LocalRegistry.start(Files.createDirectories(directory.resolve("registry")))) {
            String name = registry.host() + "/test/hello:feature-x";
            image(name).build(context("FROM scratch\nCOPY hello /hello\n"), said::add);
            assertThat(said).anyMatch(line -> line.startsWith("Step 2/2"));

            assertThatThrownBy(() -> image(name).push(said::add))
                    .isInstanceOfSatisfying(
                            WheelException.class,
                            e -> assertThat(e.remedy()).contains("nrnwheel image login " + registry.host()));
            Registry host = Registry.of(registry.host(), environment());
            assertThatThrownBy(() -> host.login(LocalRegistry.USER, Secret.of("WRONG", "no-such-password")))
                    .isInstanceOf(WheelException.class)
                    .hasMessageContaining("401")
                    .hasMessageNotContaining("no-such-password");
            Path kept = directory.resolve("config/config.json");
            assertThat(kept).doesNotExist();

            host.login(LocalRegistry.USER, PASSWORD);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rw-------");
            ImageReference pushed = image(name).push(said::add);
            String digest = pushed.digest().orElseThrow();
            assertThat(digest).startsWith("sha256:");

            docker("image", "rm", "--force", name);
            ImageReference pulled =
                    image(registry.host() + "/test/hello@" + digest).pull(said::add);
            assertThat(pulled.digest()).contains(digest);
            assertThatThrownBy(() ->
                            image(registry.host() + "/test/hello:no-such-tag").pull(said::add))
                    .isInstanceOfSatisfying(
                            WheelException.class, e -> assertThat(e.remedy()).contains("name and tag"));
            assertThat(String.join("\n", said)).doesNotContain(LocalRegistry.PASSWORD);
        }
    }

    @Test
    void aHelperThatDockersFileNamesKeepsTheCredentials() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path helper = Files.writeString(bin.resolve("docker-credential-test"), """
                #!/bin/sh
                case $1 in
                    store) cat >%1$s/store ;;
                    get) cat >/dev/null; cat %1$s/store ;;
                esac
                """.formatted(bin));
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
        Path config = Files.createDirectories(directory.resolve("config")).resolve("config.json");
        Files.writeString(config, "{\"credsStore\": \"test\", \"other\": 1}");
        Environment environment = environment().withVariable("PATH", bin + ":/usr/bin:/bin");
        try (LocalRegistry registry = LocalRegistry.start(Files.createDirectories(directory.resolve("registry")))) {
            String name = registry.host() + "/test/helper:feature-x";
            image(name).build(context("FROM scratch\nCOPY hello /hello\n"), said::add);
            Registry.of(registry.host(), environment).login(LocalRegistry.USER, PASSWORD);
            WheelImage.of(name).environment(environment).push(said::add);
            assertThat(config).hasContent("{\"credsStore\": \"test\", \"other\": 1}");
            assertThat(bin.resolve("store")).content().contains(LocalRegistry.USER);
        }
    }

    @Test
    void aStepThatFailsIsNamed() throws IOException {
        String base = TestImages.small();
        ImageBuild build = context("FROM " + base + "\nCOPY hello /hello\nRUN echo words of the step; exit 3\n");
        assertThatThrownBy(() -> image("nrnwheel-test:failing").build(build, said::add))
                .isInstanceOf(WheelException.class)
                .hasMessageContaining("Step 3/3")
                .hasMessageContaining("exit 3")
                .hasMessageContaining("non-zero code: 3");
        assertThat(said).contains("words of the step");
    }

    @Test
    void anImageIsTaggedAndInspected() {
        String base = TestImages.small();
        WheelImage further = image(base).tag("nrnwheel-test:further");
        made.remove(base);
        made.add(further.name());
        assertThat(further.inspect().interpreters()).isNotEmpty();
        assertThat(further.inspect().distribution().id()).isEqualTo("debian");
        assertThat(further.inspect().image())
                .hasValueSatisfying(image -> assertThat(image.digest()).isPresent());
    }

    @Test
    void whatEverybodyBuildsInIsPushedOnlyWhenReviewed() throws IOException, InterruptedException {
        Path upstream = Files.createDirectories(directory.resolve("upstream"));
        Path file =
                Files.createDirectories(upstream.resolve("packaging/python")).resolve("Dockerfile");
        Files.writeString(file, "FROM scratch\n");
        git(upstream, "init", "--quiet");
        git(upstream, "add", ".");
        git(upstream, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "--quiet", "--message=one");
        Path clone = directory.resolve("clone");
        git(directory, "clone", "--quiet", upstream.toString(), clone.toString());
        String path = "packaging/python/Dockerfile";
        Environment environment = environment();

        ImageReview.require("host/wheel:latest-x86_64", clone, path, environment);
        Files.writeString(clone.resolve(path), "FROM other\n", StandardCharsets.UTF_8);
        ImageReview.require("host/wheel:feature-x", clone, path, environment);
        assertThatThrownBy(() -> ImageReview.require("host/wheel:latest-x86_64", clone, path, environment))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("not committed");
        git(clone, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "--quiet", "--all", "--message=two");
        assertThatThrownBy(() -> ImageReview.require("host/wheel:latest-x86_64", clone, path, environment))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("differs from the upstream default branch");
        assertThatThrownBy(() -> ImageReview.require("host/wheel:latest-x86_64", upstream, path, environment))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot be compared");
    }

    private static void git(Path directory, String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(words));
        Processes.Result result = Processes.run(directory, Map.of(), argv);
        assertThat(result.exit()).describedAs(result.output()).isZero();
    }
}
