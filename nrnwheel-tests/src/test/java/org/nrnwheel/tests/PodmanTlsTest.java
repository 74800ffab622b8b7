package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.docker.Registry;
import org.nrnwheel.docker.WheelImage;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.platform.PlatformException;

/**
 * A registry's certificate through an engine that verifies it. Docker Engine takes any on 127.0.0.0/8, and tests talk to no other
 * address: Podman is asked.
 */
@Tag("slow")
@Timeout(180)
class PodmanTlsTest {
    private static final Secret PASSWORD = Secret.of("REGISTRY_PASSWORD", LocalRegistry.PASSWORD);

    @TempDir
    Path directory;

    @Test
    void aRegistryIsTalkedToWithTheRightAuthorityAlone() throws IOException, InterruptedException {
        CertificateAuthority authority = CertificateAuthority.create(directory, "right");
        Path right = authority.certificate();
        Path wrong = CertificateAuthority.create(directory, "wrong").certificate();
        Path certificate = authority.sign("server");
        try (PodmanService podman = PodmanService.rootful();
                LocalRegistry registry = LocalRegistry.start(
                        Files.createDirectory(directory.resolve("registry")), certificate, authority.key("server"))) {
            Environment environment = podman.environment()
                    .withVariable("DOCKER_CONFIG", directory.resolve("config").toString());
            Path trusted = podman.authorities(registry.host()).resolve("ca.crt");
            WheelImage image =
                    WheelImage.of(podman.image()).environment(environment).tag(registry.host() + "/test/tls:1");
            Registry login = Registry.of(registry.host(), environment);
            try {
                assertThatThrownBy(() -> login.login(LocalRegistry.USER, PASSWORD))
                        .satisfies(this::isUnknown);
                trust(wrong, trusted);
                assertThatThrownBy(() -> login.login(LocalRegistry.USER, PASSWORD))
                        .satisfies(this::isUnknown);
                assertThatThrownBy(() -> image.push(line -> {})).satisfies(this::isUnknown);
                trust(right, trusted);
                login.login(LocalRegistry.USER, PASSWORD);
                image.push(line -> {});
                assertThat(image.pull(line -> {}).digest()).isPresent();

                trust(wrong, trusted);
                assertThatThrownBy(() -> image.pull(line -> {})).satisfies(this::isUnknown);
                Files.delete(trusted);
                assertThatThrownBy(() -> image.pull(line -> {})).satisfies(this::isUnknown);
            } finally {
                Files.deleteIfExists(trusted);
                Files.delete(trusted.getParent());
                remove(environment, image.name());
            }
        }
    }

    private void isUnknown(Throwable error) {
        assertThat(error).isInstanceOf(PlatformException.class).hasMessageContaining("certificate signed by unknown");
    }

    private static void trust(Path authority, Path trusted) throws IOException {
        Files.copy(authority, trusted, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void remove(Environment environment, String image) throws IOException, InterruptedException {
        Processes.run(
                Path.of("/"),
                Map.of("DOCKER_HOST", environment.variable("DOCKER_HOST").orElseThrow()),
                List.of("docker", "image", "rm", image));
    }
}
