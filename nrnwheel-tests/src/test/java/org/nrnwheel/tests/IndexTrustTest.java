package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.cli.InThisJvm;
import org.nrnwheel.env.Environment;
import org.nrnwheel.testkit.FakeIndex;
import org.nrnwheel.testkit.SmallWheel;

/** An index whose certificate an authority of one's own has signed: the gate reads it by what publishing writes it by. */
@Timeout(120)
class IndexTrustTest {
    private static final int WRONG_REQUEST = 2;
    private static final int INDEX = 13;
    private static final int PUBLISH_FAILED = 17;
    private static final int REFUSED = 18;
    private static final String USER = "ci:s3cret-of-the-index";
    private static final String BEFORE = "sample-1.0-py3-none-any.whl";
    private static final String WHEEL = "sample-1.1-py3-none-any.whl";
    private static final String GATE =
            "release-gate --release 1.1 --python 3.11 --platform any --project sample --previous-from";
    private static final String PUBLISH = "publish --repository-url";

    @TempDir
    private Path directory;

    private FakeIndex index;
    private TlsFront front;

    IndexTrustTest() throws IOException {
        index = FakeIndex.start();
    }

    @BeforeEach
    void start() throws IOException, InterruptedException, GeneralSecurityException {
        CertificateAuthority authority = CertificateAuthority.create(directory, "authority");
        Path certificate = authority.sign("server");
        front = TlsFront.start(certificate, authority.key("server"), index.port());
        index.demand("Basic " + Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.UTF_8)));
        SmallWheel wheel = SmallWheel.named("sample").with("sample.py", "SAID = 1\n");
        index.publish(wheel.version("1.0").write(directory));
        wheel.version("1.1").write(directory);
    }

    @AfterEach
    void close() throws IOException {
        front.close();
        index.close();
    }

    /** A command, the URL of the index with user and password, the wheel, and more. */
    private InThisJvm nrnwheel(String command, Map<String, String> variables, String... more) {
        Environment system = Environment.system();
        Map<String, String> own = new HashMap<>(variables);
        own.put("HOME", directory.toString());
        Map<String, String> properties = new HashMap<>(system.properties());
        properties.put("user.dir", directory.toString());
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(front.url().replace("://", "://" + USER + "@") + "simple/", WHEEL));
        words.addAll(List.of(more));
        InThisJvm run = InThisJvm.run(new Environment(own, properties), words.toArray(String[]::new));
        assertThat(run.output()).doesNotContain("s3cret");
        return run;
    }

    private void isCompared(InThisJvm run) {
        assertThat(run.exit()).describedAs(run.output()).isEqualTo(REFUSED); // for it is not tested
        assertThat(run.err())
                .contains("downloading 1 of 1: " + BEFORE)
                .contains("comparing 1 of 1: " + WHEEL)
                .doesNotContain("error");
        assertThat(run.out()).contains("not-tested").doesNotContain("no-earlier-version");
        assertThat(index.pages()).containsExactly("/simple/sample/", "/files/" + BEFORE);
    }

    @Test
    void theGateTrustsTheFileThatIsNamed() {
        isCompared(nrnwheel(GATE, Map.of(), "--cert", "authority.crt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSL_CERT_FILE", "TWINE_CERT", "REQUESTS_CA_BUNDLE"})
    void andTheBundleThatAVariableNames(String variable) {
        isCompared(nrnwheel(GATE, Map.of(variable, "authority.crt")));
    }

    /** Both say the same and ask once, and the server gets no request. */
    @Test
    void itIsNotTrustedOtherwise() throws IOException, InterruptedException {
        CertificateAuthority.create(directory, "other");
        for (String[] more : List.of(new String[0], new String[] {"--cert", "other.crt"})) {
            InThisJvm gate = nrnwheel(GATE, Map.of(), more);
            assertThat(gate.exit()).describedAs(gate.output()).isEqualTo(INDEX);
            InThisJvm publish = nrnwheel(PUBLISH, Map.of(), more);
            assertThat(publish.exit()).describedAs(publish.output()).isEqualTo(PUBLISH_FAILED);
            for (InThisJvm run : List.of(gate, publish)) {
                assertThat(run.err())
                        .contains(front.url() + "simple/", " is not trusted: ")
                        .endsWith("  \u2192 Give the certificate of its authority by --cert or SSL_CERT_FILE.\n");
            }
        }
        assertThat(index.pages()).isEmpty();
        assertThat(index.authorizations()).isEmpty();
        assertThat(front.clients()).isEqualTo(4);
    }

    @Test
    void aFileWithoutCertificatesIsAWrongRequest() throws IOException {
        Files.writeString(directory.resolve("empty.pem"), "# nothing\n");
        Files.writeString(
                directory.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        String unusable = "the certificates cannot be used: no certificate, or a damaged one, in ";
        Map<String, String> said = Map.of(
                "missing.pem", "there is no file of certificates " + directory.resolve("missing.pem") + "\n",
                "empty.pem", unusable + directory.resolve("empty.pem: "),
                "damaged.pem", unusable + directory.resolve("damaged.pem: "));
        said.forEach((file, message) -> {
            for (String command : List.of(GATE, PUBLISH)) {
                InThisJvm run = nrnwheel(command, Map.of(), "--cert", file);
                assertThat(run.exit()).describedAs(run.output()).isEqualTo(WRONG_REQUEST);
                assertThat(run.err())
                        .contains("error: " + message)
                        .endsWith("  \u2192 Give a file of certificates in PEM form.\n");
            }
        });
        assertThat(index.pages()).isEmpty();
    }
}
