package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.docker.ImageBuild;
import org.nrnwheel.docker.Registry;
import org.nrnwheel.docker.WheelImage;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.platform.PlatformException;

/** A real registry whose connection breaks while images are sent and fetched. */
@Tag("slow")
@Timeout(240)
class RegistryFaultTest {
    private static final int SMALL = 1 << 20;
    private static final int LARGE = 8 << 20;
    private static final long HALF = 4L << 20;

    @TempDir
    Path directory;

    private LocalRegistry registry;
    private DroppingProxy proxy;
    private String name;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        TestImages.engine();
        registry = LocalRegistry.start(Files.createDirectories(directory.resolve("registry")));
        proxy = new DroppingProxy(registry.port());
        name = proxy.host() + "/test/dropped:feature-x";
        Registry.of(proxy.host(), environment())
                .login(LocalRegistry.USER, Secret.of("REGISTRY_PASSWORD", LocalRegistry.PASSWORD));
        image().build(context(), line -> {});
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        remove();
        proxy.close();
        registry.close();
    }

    private void remove() throws IOException, InterruptedException {
        Processes.run(Path.of("/"), Map.of(), List.of("docker", "image", "rm", "--force", name));
        // The layers of builds stay in the engine's cache otherwise, and nothing would be fetched.
        Processes.run(
                Path.of("/"),
                Map.of(),
                List.of("docker", "image", "prune", "--force", "--filter", "label=nrnwheel-test=" + proxy.host()));
    }

    private Environment environment() {
        return Environment.system()
                .withVariable("DOCKER_CONFIG", directory.resolve("config").toString());
    }

    private WheelImage image() {
        return WheelImage.of(name).environment(environment());
    }

    private ImageBuild context() throws IOException {
        Path context = Files.createDirectories(directory.resolve("context"));
        noise(context.resolve("small"), SMALL);
        noise(context.resolve("large"), LARGE);
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM scratch\nLABEL nrnwheel-test=" + proxy.host() + "\nCOPY small /small\nCOPY large /large\n");
        return new ImageBuild(context, "Dockerfile", Map.of(), Optional.empty());
    }

    private static void noise(Path file, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(System.nanoTime()).nextBytes(bytes);
        Files.write(file, bytes);
    }

    /** Mends the connection as soon as the engine says that it tries again. */
    private Consumer<String> healing(List<String> said) {
        return line -> {
            said.add(line);
            if (line.contains("Retrying")) {
                proxy.heal();
            }
        };
    }

    @Test
    void aPushGoesOnWhenTheRegistryIsBackInTime() {
        List<String> said = new ArrayList<>();
        proxy.breakAfter(HALF);
        ImageReference pushed = image().push(healing(said));
        assertThat(said).anyMatch(line -> line.contains("Retrying"));
        assertThat(pushed.digest()).isPresent();
    }

    @Test
    void aPullGoesOnWhereItBrokeWhenTheRegistryIsBackInTime() throws IOException, InterruptedException {
        image().push(line -> {});
        remove();
        List<String> said = new ArrayList<>();
        proxy.breakAfter(HALF);
        ImageReference pulled = image().pull(healing(said));
        assertThat(said).anyMatch(line -> line.contains("Retrying"));
        assertThat(pulled.digest()).isPresent();
        assertThat(proxy.passed()).isLessThan(LARGE);
    }

    @Test
    @Tag("full")
    void aRegistryThatStaysAwayMidPushIsNamedAndTheNextPushSendsTheRest() {
        proxy.breakAfter(HALF);
        assertThatThrownBy(() -> image().push(line -> {}))
                .isInstanceOfSatisfying(
                        PlatformException.class,
                        e -> assertThat(e.remedy()).contains("try again", "what it has already is kept"))
                .hasMessageContaining("cannot push " + name);
        proxy.heal();
        assertThat(image().push(line -> {}).digest()).isPresent();
        assertThat(proxy.passed()).isLessThan(LARGE + SMALL);
    }

    @Test
    @Tag("full")
    void aRegistryThatStaysAwayMidPullIsNamedAndTheNextPullWorks() throws IOException, InterruptedException {
        image().push(line -> {});
        remove();
        proxy.breakAfter(HALF);
        assertThatThrownBy(() -> image().pull(line -> {}))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("cannot pull " + name);
        proxy.heal();
        assertThat(image().pull(line -> {}).digest()).isPresent();
    }

    @Test
    void aRegistryThatIsNotThereIsNamed() throws IOException {
        proxy.close();
        assertThatThrownBy(() -> image().push(line -> {}))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(proxy.host());
        assertThatThrownBy(() -> image().pull(line -> {}))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(proxy.host());
    }
}
