package org.nrnwheel.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DockerClientConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.request.InvalidRequestException;

/** What engines answer to {@code GET /info} about GPUs, cut down to that. */
class GpuDevicesTest {
    @Test
    void anEngineWithNvidiasRuntimeGivesAll() throws JsonProcessingException {
        assertThat(GpuDevices.offered(info("""
                        {"Runtimes": {"nvidia": {"path": "nvidia-container-runtime"}, "runc": {"path": "runc"}}}"""))).hasValueSatisfying(devices -> {
            assertThat(devices.getCount()).isEqualTo(-1);
            assertThat(devices.getCapabilities()).isEqualTo(List.of(List.of("gpu")));
        });
    }

    @Test
    void anEngineThatFoundGpusByCdiGivesAll() throws JsonProcessingException {
        assertThat(GpuDevices.offered(info("""
                        {"Runtimes": {"runc": {"path": "runc"}},
                         "DiscoveredDevices": [{"Source": "cdi", "ID": "nvidia.com/gpu=0"}]}""")))
                .hasValueSatisfying(devices -> assertThat(devices)
                        .extracting(DeviceRequest::getDriver, DeviceRequest::getDeviceIds)
                        .containsExactly("cdi", List.of("nvidia.com/gpu=all")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Runtimes\": {\"runc\": {\"path\": \"runc\"}}}",
                "{\"DiscoveredDevices\": [{\"Source\": \"cdi\", \"ID\": \"vendor.com/net=0\"}]}"
            })
    void anEngineWithoutGpusGivesNone(String answer) throws JsonProcessingException {
        assertThat(GpuDevices.offered(info(answer))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "all", "nvidia.com/gpu=all", "nvidia.com/gpu=0;nvidia.com/gpu=1"})
    void settingsAreReadAsTheyAreWritten(String gpus) {
        ContainerSettings settings = ContainerSettings.of("image").with("gpus", gpus);
        assertThat(ContainerSettings.of(settings.spec())).isEqualTo(settings);
        assertThat(settings.gpus()).contains(gpus);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "some", "nvidia.com/gpu"})
    void whatNamesNoGpusIsRefused(String gpus) {
        ContainerSettings settings = ContainerSettings.of("image");
        assertThatThrownBy(() -> settings.with("gpus", gpus))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("not GPUs");
    }

    private static Info info(String json) throws JsonProcessingException {
        return DockerClientConfig.getDefaultObjectMapper().readValue(json, Info.class);
    }
}
