package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.azure.AzureException;
import org.nrnwheel.azure.AzurePipelines;
import org.nrnwheel.azure.PipelineEvent;
import org.nrnwheel.azure.fake.FakeAzure;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;

/** An Azure DevOps Server, or a proxy, whose certificate an authority of one's own has signed. */
@Timeout(120)
class AzureTrustTest {
    @TempDir
    private Path directory;

    private final FakeAzure azure = new FakeAzure(exchange -> {});
    private final List<PipelineEvent> events = new ArrayList<>();
    private CertificateAuthority authority;
    private TlsFront front;

    @BeforeEach
    void start() throws IOException, InterruptedException, GeneralSecurityException {
        authority = CertificateAuthority.create(directory, "authority");
        Path certificate = authority.sign("server");
        front = TlsFront.start(certificate, authority.key("server"), azure.url().getPort());
        azure.run(1, "refs/heads/master");
    }

    @AfterEach
    void close() throws IOException {
        front.close();
        azure.close();
        assertThat(azure.violations()).isEmpty();
    }

    private AzurePipelines pipeline(Map<String, String> variables) {
        return AzurePipelines.organization("neuronsimulator")
                .project("nrn")
                .definition(1)
                .baseUrl(URI.create(front.url()))
                .token(Secret.of("TOKEN", FakeAzure.TOKEN))
                .environment(new Environment(variables, Environment.system().properties()))
                .onEvent(events::add);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"})
    void itIsTrustedByTheBundleThatAVariableNames(String variable) {
        AzurePipelines pipeline =
                pipeline(Map.of(variable, authority.certificate().toString()));

        assertThat(pipeline.run(100).status().ref()).isEqualTo("refs/heads/master");
        assertThat(pipeline.nightlyRun().plan().address().toString()).startsWith(front.url());
    }

    /** Asking again cannot help, and the token is not sent to a server that is somebody else. */
    @Test
    void itIsNotTrustedOtherwise() {
        assertThatThrownBy(() -> pipeline(Map.of()).run(100).status())
                .isInstanceOfSatisfying(
                        AzureException.class,
                        error -> assertThat(error.remedy()).contains("SSL_CERT_FILE"))
                .hasMessageContaining("not trusted");
        assertThat(events).isEmpty();
        assertThat(azure.exchanges()).isEmpty();
    }
}
