package org.nrnwheel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.env.Environment;

/** Which files of certificates are read, and what is said of bad ones. That good ones are trusted, tests with servers show. */
class TrustTest {
    @TempDir
    private Path directory;

    private Environment with(String name, String value) {
        return new Environment(Map.of(name, value), Map.of("user.dir", directory.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"})
    void aFileThatAVariableNamesIsReadBelowTheWorkingDirectory(String variable) throws IOException {
        assertThatThrownBy(() -> Trust.context(with(variable, "ca.pem"), List.of()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(directory.resolve("ca.pem").toString());

        Files.writeString(directory.resolve("ca.pem"), "# nothing\n");
        assertThatThrownBy(() -> Trust.context(with(variable, "ca.pem"), List.of()))
                .hasMessageContaining("ca.pem");
    }

    @Test
    void anEmptyVariableNamesNone() throws IOException, GeneralSecurityException {
        assertThat(Trust.context(with("SSL_CERT_FILE", ""), List.of())).isNotNull();
    }

    @Test
    void aDamagedCertificateIsSaidWithItsFile() throws IOException {
        Path damaged = Files.writeString(
                directory.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> Trust.context(with("PATH", "/bin"), List.of(damaged)))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining(damaged.toString());
    }
}
