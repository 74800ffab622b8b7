package org.nrnwheel.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformSpecTest {
    @Test
    void readsSchemeValueAndSettings() {
        assertThat(PlatformSpec.parse("host")).isEqualTo(new PlatformSpec("host", Map.of()));
        assertThat(PlatformSpec.parse("rootfs:/srv/root"))
                .isEqualTo(new PlatformSpec("rootfs", Map.of("", "/srv/root")));
        assertThat(PlatformSpec.parse("slurm:partition=prod,constraint=volta"))
                .isEqualTo(new PlatformSpec("slurm", Map.of("partition", "prod", "constraint", "volta")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "container:neuronsimulator/neuron_wheel:latest-x86_64",
                "slurm:constraint=volta,partition=prod"
            })
    void writesWhatItReads(String text) {
        assertThat(PlatformSpec.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":x", "Host", "a b"})
    void refusesWhatIsNoScheme(String text) {
        assertThatThrownBy(() -> PlatformSpec.parse(text)).isInstanceOf(InvalidRequestException.class);
    }
}
