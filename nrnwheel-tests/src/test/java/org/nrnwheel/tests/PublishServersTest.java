package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.pypi.Credentials;
import org.nrnwheel.pypi.PublishFailedException;
import org.nrnwheel.pypi.PublishReport;
import org.nrnwheel.pypi.PublishedFile;
import org.nrnwheel.pypi.PublishedFile.Outcome;
import org.nrnwheel.pypi.PublishedWheels;
import org.nrnwheel.pypi.PypiPublisher;
import org.nrnwheel.pypi.Repository;
import org.nrnwheel.pypi.release.ReleaseSet;
import org.nrnwheel.testkit.SmallWheel;
import org.nrnwheel.wheel.InvalidWheelException;

/** Real indexes, with passwords, over TLS by a private authority. */
@Tag("slow")
@Timeout(300)
class PublishServersTest {
    private static final String PASSWORD = "s3cret-of-the-index";

    @TempDir
    private static Path shared;

    private static PythonTools tools;
    private static CertificateAuthority authority;
    private static Path certificate = Path.of("");

    @TempDir
    private Path directory;

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        tools = Oracles.indexes();
        authority = CertificateAuthority.create(shared, "right");
        certificate = authority.sign("server");
    }

    private TlsFront front(int port) throws IOException, GeneralSecurityException {
        return TlsFront.start(certificate, authority.key("server"), port);
    }

    private PypiPublisher publisher(Repository repository, String user, String password) {
        return PypiPublisher.to(repository)
                .environment(Environment.system())
                .certificates(authority.certificate())
                .credentials(new Credentials(user, Secret.of("INDEX", password)))
                .ledger(directory.resolve("ledger-" + System.nanoTime() + ".jsonl"))
                .tries(2, Duration.ofMillis(50));
    }

    private Path wheel(String content) throws IOException {
        Path into = Files.createDirectories(directory.resolve("wheels-" + content));
        return SmallWheel.named("sample")
                .with("sample.py", "SAID = '" + content + "'\n")
                .write(into);
    }

    private static Outcome outcome(PypiPublisher publisher, Path wheel) {
        PublishReport report = publisher.publish(List.of(wheel));
        PublishedFile file = report.files().get(0);
        assertThat(file.verified()).isTrue();
        return file.outcome();
    }

    private static String failure(PypiPublisher publisher, Path wheel) {
        WheelException error =
                catchThrowableOfType(PublishFailedException.class, () -> publisher.publish(List.of(wheel)));
        assertThat(error.getMessage() + error.remedy()).doesNotContain(PASSWORD).doesNotContain("<");
        return String.valueOf(error.getMessage());
    }

    @Test
    void pypiserver() throws IOException, InterruptedException, GeneralSecurityException {
        Path packages = Files.createDirectory(directory.resolve("packages"));
        try (IndexServer server = IndexServer.start(tools, packages, directory, PASSWORD);
                TlsFront front = front(server.port())) {
            Repository repository = Repository.url(front.url());
            PypiPublisher publisher =
                    publisher(repository, IndexServer.USER, PASSWORD).verify();
            Path wheel = wheel("one");

            assertThat(outcome(publisher, wheel)).isEqualTo(Outcome.UPLOADED);
            assertThat(packages.resolve(wheel.getFileName())).hasSameBinaryContentAs(wheel);
            PypiPublisher again =
                    publisher(repository, IndexServer.USER, PASSWORD).verify();
            assertThat(outcome(again, wheel)).isEqualTo(Outcome.ALREADY_THERE);
            assertThat(failure(publisher, wheel("two"))).contains("another file of that name");
            assertThat(failure(publisher(repository, IndexServer.USER, "wrong"), wheel))
                    .contains("status 403");
            assertThat(failure(publisher(repository, "nobody", PASSWORD), wheel))
                    .contains("status 403");
            refusesWithoutTrust(repository, wheel);
            refusesBadMetadata(publisher);
            comparesWithWhatItHas(
                    Repository.url(front.url().replace("://", "://" + IndexServer.USER + ":" + PASSWORD + "@")));
            installs(repository, IndexServer.USER, wheel);
        }
    }

    /** The gate reads the index with the same credentials, and has no predecessor for version 1.0 but for 1.1. */
    private void comparesWithWhatItHas(Repository repository) throws IOException {
        Path cache = directory.resolve("cache");
        PublishedWheels index = PublishedWheels.in(repository)
                .environment(Environment.system()
                        .withVariable("XDG_CACHE_HOME", cache.toString())
                        .withVariable("SSL_CERT_FILE", authority.certificate().toString()));
        assertThat(index.of("Sample")).singleElement().satisfies(found -> {
            assertThat(found.sha256()).isPresent();
            assertThat(found.yanked()).isFalse();
        });
        List<String> events = new ArrayList<>();
        ReleaseSet set = ReleaseSet.expect(List.of("3.11"), List.of("any"), List.of("sample"))
                .previousFrom(index)
                .listener(event -> events.add(event.getClass().getSimpleName()));
        Path released = wheel("three");
        assertThat(set.check(List.of(released)).findings())
                .anyMatch(finding -> finding.id().equals("no-earlier-version"));
        assertThat(set.release("1.1").check(List.of(released)).findings())
                .noneMatch(finding -> finding.id().equals("no-earlier-version"));
        assertThat(events).contains("Downloading", "Comparing");
        assertThat(index.of("nothing")).isEmpty();
    }

    @Test
    void devpi() throws IOException, InterruptedException, GeneralSecurityException {
        try (DevpiServer server = DevpiServer.start(tools, directory, PASSWORD);
                TlsFront front = front(server.port())) {
            Repository repository = Repository.url(front.url() + "ci/dev/").index(front.url() + "ci/dev/+simple/");
            PypiPublisher publisher =
                    publisher(repository, DevpiServer.USER, PASSWORD).verify();
            Path wheel = wheel("one");

            assertThat(outcome(publisher, wheel)).isEqualTo(Outcome.UPLOADED);
            PypiPublisher again =
                    publisher(repository, DevpiServer.USER, PASSWORD).verify().skipExisting();
            assertThat(outcome(again, wheel)).isEqualTo(Outcome.ALREADY_THERE);
            assertThat(failure(publisher, wheel("two"))).contains("another file of that name");
            assertThat(failure(publisher(repository, DevpiServer.USER, "wrong"), wheel))
                    .contains("status 401");
            assertThat(failure(publisher(repository, DevpiServer.OTHER, PASSWORD), wheel))
                    .contains("status 403", "no permission");
            Repository nowhere = Repository.url(front.url() + "ci/nowhere/");
            assertThat(failure(publisher(nowhere, DevpiServer.USER, PASSWORD), wheel))
                    .contains("status 404");
            refusesWithoutTrust(repository, wheel);
            refusesBadMetadata(publisher);
            installs(repository, DevpiServer.USER, wheel);
        }
    }

    @Test
    void whatTlsIsNotTakenEndsToo() throws IOException, GeneralSecurityException {
        byte[] random = new byte[24 << 20];
        new Random(1).nextBytes(random);
        Path wheel = SmallWheel.named("large")
                .with("large.txt", new String(random, StandardCharsets.ISO_8859_1))
                .write(directory);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TlsFront front = front(silent.getLocalPort())) {
            PypiPublisher publisher = publisher(Repository.url(front.url()), "u", PASSWORD)
                    .patience(Duration.ofSeconds(1))
                    .tries(1, Duration.ofMillis(1));

            assertThat(failure(publisher, wheel)).contains("nothing happened for 1 s");
        }
    }

    private void refusesWithoutTrust(Repository repository, Path wheel) {
        PypiPublisher untrusting = PypiPublisher.to(repository)
                .environment(Environment.system().withVariables(Map.of("HOME", directory.toString())))
                .ledger(directory.resolve("untrusting.jsonl"));
        assertThat(failure(untrusting, wheel)).contains("is not trusted");
    }

    /** Neither server looks: we do, before anything is sent. */
    private void refusesBadMetadata(PypiPublisher publisher) throws IOException {
        Path into = Files.createDirectories(directory.resolve("bad"));
        Path bad = SmallWheel.named("bad").metadataVersion("9.9").write(into);
        assertThat(catchThrowableOfType(InvalidWheelException.class, () -> publisher.publish(List.of(bad)))
                        .getMessage())
                .contains("Metadata-Version is 9.9");
    }

    private void installs(Repository repository, String user, Path wheel) {
        PublishReport report = publisher(repository, user, PASSWORD)
                .skipExisting()
                .verify()
                .install(tools.program("python"))
                .publish(List.of(wheel));
        assertThat(report.installed()).containsExactly(wheel.getFileName().toString());
    }
}
