package org.nrnwheel.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;

/** Pulls from a real registry on this machine: with a login, with TLS, over connections that break. */
@Tag("slow")
class RegistryPullTest {
    private static final int MEGA = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    static Path shared;

    private static LocalRegistry registry;
    private static Sha256 digest;

    @TempDir
    Path directory;

    private Path root;
    private Map<String, String> variables;

    @BeforeAll
    static void pushImage() throws IOException, InterruptedException {
        registry = LocalRegistry.start(shared);
        digest = registry.push("team/tools", "1", image());
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private static TestArchive image() {
        return new TestArchive(
                new TestLayer().file("etc/os-release", "ID=test\n").file("small", random(1, MEGA)),
                new TestLayer().file("large", random(2, 4 * MEGA)));
    }

    private static byte[] random(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void prepare() {
        root = directory.resolve("root");
        variables = new HashMap<>(Map.of(
                "NRNWHEEL_CACHE",
                directory.resolve("cache").toString(),
                "DOCKER_CONFIG",
                directory.resolve("docker").toString(),
                "PATH",
                directory + ":/usr/bin:/bin",
                "http_proxy",
                "http://127.0.0.1:1"));
    }

    private ImageRoots roots() {
        Map<String, String> properties =
                Map.of("os.arch", "amd64", "user.dir", directory.toString(), "user.home", directory.toString());
        return ImageRoots.of(new Environment(variables, properties)).plainHttp();
    }

    private ImageRoots withLogin() {
        return roots().login(LocalRegistry.USER, Secret.of("password", LocalRegistry.PASSWORD));
    }

    private String name() {
        return registry.host() + "/team/tools:1";
    }

    @Test
    void anImageIsPulledByTagAndByDigest() {
        ImageRoot made = withLogin().pull(name(), root);
        assertThat(made.image().digest()).isEqualTo(digest.toString());
        assertThat(made.image().name()).isEqualTo(name());
        assertThat(root.resolve("large")).hasBinaryContent(random(2, 4 * MEGA));

        Path second = directory.resolve("second");
        withLogin().pull(registry.host() + "/team/tools@" + digest, second);
        assertThat(second.resolve("etc/os-release")).hasContent("ID=test\n");
    }

    @Test
    void loginsAreFoundWhereDockerKeepsThem() throws IOException {
        String login = LocalRegistry.USER + ":" + LocalRegistry.PASSWORD;
        String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Path config = Files.createDirectory(directory.resolve("docker")).resolve("config.json");
        Files.writeString(config, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), encoded));
        roots().pull(name(), root);
        assertThat(root.resolve("small")).exists();

        Files.writeString(config, "{\"credHelpers\":{\"%s\":\"vault\"}}".formatted(registry.host()));
        assertThatThrownBy(() -> roots().pull(name(), directory.resolve("none")))
                .hasMessageContaining("docker-credential-vault");
        Path helper = Files.writeString(directory.resolve("docker-credential-vault"), """
                #!/bin/sh
                read server
                [ "$1 $server" = "get %s" ] || exit 1
                echo '{"ServerURL":"x","Username":"%s","Secret":"%s"}'
                """.formatted(
                        registry.host(), LocalRegistry.USER, LocalRegistry.PASSWORD));
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
        roots().pull(name(), directory.resolve("helped"));
        assertThat(directory.resolve("helped/small")).exists();

        Files.writeString(helper, """
                #!/bin/sh
                echo '{"ServerURL":"x","Username":"%s","Secret":"%s"}'
                """.formatted(LocalRegistry.USER, LocalRegistry.PASSWORD));
        roots().pull(name(), directory.resolve("unasked"));
        assertThat(directory.resolve("unasked/small")).exists();
    }

    @Test
    void wrongLoginsAndNamesAreToldApart() {
        assertThatThrownBy(() -> roots().pull(name(), root)).hasMessageContaining("wants a login");
        Secret wrong = Secret.of("password", "wrong-password");
        assertThatThrownBy(() -> roots().login(LocalRegistry.USER, wrong).pull(name(), root))
                .hasMessageContaining("does not accept the login of 'ci'")
                .hasMessageNotContaining("wrong-password");
        assertThatThrownBy(() -> withLogin().pull(registry.host() + "/team/tools:none", root))
                .hasMessageContaining("there is no manifests/none");
        assertThatThrownBy(() -> withLogin().pull("127.0.0.1:1/team/tools", root))
                .hasMessageContaining("cannot be reached");
        assertThat(root).doesNotExist();
        assertThat(Login.of("ci", LocalRegistry.PASSWORD).toString()).doesNotContain(LocalRegistry.PASSWORD);
    }

    @Test
    void afterADropOnlyWhatIsMissingIsFetched() throws IOException {
        try (DroppingProxy proxy = new DroppingProxy(registry.port(), 3 * MEGA)) {
            String through = proxy.host() + "/team/tools:1";
            assertThatThrownBy(() -> withLogin().pull(through, root))
                    .isInstanceOf(ImageRootException.class)
                    .satisfies(
                            e -> assertThat(((ImageRootException) e).remedy()).contains("un again"));
            assertThat(root).doesNotExist();

            proxy.heal();
            withLogin().pull(through, root);

            assertThat(root.resolve("large")).hasBinaryContent(random(2, 4 * MEGA));
            assertThat(proxy.passed()).isLessThan(5 * MEGA / 2);
        }
    }

    @Test
    void aChangedBlobIsRefusedAndFetchedAgainLater() throws IOException {
        TestArchive image = new TestArchive(new TestLayer().file("file", random(3, 1000)));
        registry.push("team/changed", "1", image);
        Sha256 layer = image.names().stream()
                .filter(name -> name.startsWith("blobs/"))
                .map(image::member)
                .filter(blob -> Decompression.isGzip(blob))
                .map(Sha256::of)
                .findFirst()
                .orElseThrow();
        Path stored = LocalRegistry.stored(shared, layer);
        byte[] good = Files.readAllBytes(stored);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(stored, bad);
        String name = registry.host() + "/team/changed:1";
        assertThatThrownBy(() -> withLogin().pull(name, root)).hasMessageContaining("not " + layer);
        assertThat(root).doesNotExist();
        Files.write(stored, good);
        withLogin().pull(name, root);
        assertThat(root.resolve("file")).hasBinaryContent(random(3, 1000));
    }

    @Test
    void tlsIsVerified() throws IOException, InterruptedException {
        Path right = authority("right");
        Path wrong = authority("wrong");
        Path certificate = certificate(right);
        try (LocalRegistry secure = LocalRegistry.start(shared, certificate, directory.resolve("server.key"))) {
            String name = secure.host() + "/team/tools:1";
            assertThatThrownBy(() -> overTls().pull(name, root)).hasMessageContaining("is not trusted");
            assertThatThrownBy(() -> overTls().caCertificates(wrong).pull(name, root))
                    .hasMessageContaining("is not trusted");
            assertThat(root).doesNotExist();
            overTls().caCertificates(right).pull(name, root);
            assertThat(root.resolve("small")).exists();

            variables.put("SSL_CERT_FILE", right.toString());
            overTls().pull(name, directory.resolve("by-variable"));
            assertThatThrownBy(
                            () -> overTls().caCertificates(Path.of("/no/such")).pull(name, root))
                    .hasMessageContaining("certificates cannot be used");
        }
    }

    private ImageRoots overTls() {
        Map<String, String> properties =
                Map.of("os.arch", "amd64", "user.dir", directory.toString(), "user.home", directory.toString());
        return ImageRoots.of(new Environment(variables, properties))
                .login(LocalRegistry.USER, Secret.of("password", LocalRegistry.PASSWORD));
    }

    private Path authority(String name) throws IOException, InterruptedException {
        Path certificate = directory.resolve(name + ".crt");
        LocalRegistry.output(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                directory.resolve(name + ".key").toString(),
                "-out",
                certificate.toString());
        return certificate;
    }

    private Path certificate(Path authority) throws IOException, InterruptedException {
        Path key = directory.resolve("server.key");
        Path request = directory.resolve("server.csr");
        Path certificate = directory.resolve("server.crt");
        Path extensions = Files.writeString(directory.resolve("server.ext"), "subjectAltName=IP:127.0.0.1\n");
        LocalRegistry.output(
                "openssl",
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=registry",
                "-keyout",
                key.toString(),
                "-out",
                request.toString());
        LocalRegistry.output(
                "openssl",
                "x509",
                "-req",
                "-days",
                "2",
                "-in",
                request.toString(),
                "-CA",
                authority.toString(),
                "-CAkey",
                authority.toString().replace(".crt", ".key"),
                "-CAcreateserial",
                "-extfile",
                extensions.toString(),
                "-out",
                certificate.toString());
        return certificate;
    }
}
