package org.nrnwheel.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.env.Environment;
import org.nrnwheel.request.InvalidRequestException;

/** Files of certificates that cannot be read; nrnwheel-tests has servers whose certificates they are for. */
class AzureCertificatesTest {
    @TempDir
    private Path directory;

    private final Pipeline its = new Pipeline();

    @AfterEach
    void close() {
        its.close();
    }

    private AzurePipelines trusting(String variable, Path file) {
        return its.pipeline().environment(Environment.system().withVariable(variable, file.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"})
    void aFileThatIsNotThereIsSaidBeforeAnythingIsAsked(String variable) {
        AzurePipelines pipeline = trusting(variable, directory.resolve("missing.pem"));
        for (Runnable action : new Runnable[] {
            () -> pipeline.run(1), () -> pipeline.nightlyRun().plan()
        }) {
            assertThatThrownBy(action::run)
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            error -> assertThat(error.remedy()).contains("PEM", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"))
                    .hasMessageContaining("missing.pem");
        }
        assertThat(its.azure.exchanges()).isEmpty();
    }

    @Test
    void aFileWithoutCertificatesIsAnError() throws IOException {
        Path damaged = Files.writeString(
                directory.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        AzurePipelines pipeline = trusting("SSL_CERT_FILE", damaged);
        assertThatThrownBy(() -> pipeline.run(1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining(damaged.toString());
    }
}
