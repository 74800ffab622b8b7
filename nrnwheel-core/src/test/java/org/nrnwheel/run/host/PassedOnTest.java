package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nrnwheel.env.Environment;

class PassedOnTest {
    @Test
    void onlyTheWayToTheNetworkIsPassedOn() {
        Environment environment = new Environment(
                Map.of(
                        "https_proxy", "p",
                        "NO_PROXY", "n",
                        "SSL_CERT_FILE", "c",
                        "PIP_INDEX_URL", "i",
                        "UV_INDEX_OURS_PASSWORD", "w",
                        "PIP_CERT", "",
                        "PIP_TARGET", "t",
                        "UV_PROJECT_ENVIRONMENT", "e",
                        "PYTHONPATH", "x",
                        "CFLAGS", "f"),
                Map.of());
        assertThat(PassedOn.names(environment))
                .containsExactlyInAnyOrder(
                        "https_proxy", "NO_PROXY", "SSL_CERT_FILE", "PIP_INDEX_URL", "UV_INDEX_OURS_PASSWORD");
    }
}
