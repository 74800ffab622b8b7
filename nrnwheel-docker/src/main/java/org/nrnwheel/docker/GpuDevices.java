package org.nrnwheel.docker;

import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.Info;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The GPUs of an engine's machine, as {@code docker run --gpus} gives them to containers, or by the names of the Container
 * Device Interface. Stateless.
 */
final class GpuDevices {
    /** The setting for no GPU. */
    static final String NONE = "none";

    /** The setting for all GPUs. */
    static final String ALL = "all";

    private static final String NVIDIA = "nvidia";
    private static final String CDI = "cdi";
    private static final String CDI_ALL = "nvidia.com/gpu=all";
    private static final int EVERY = -1;

    private GpuDevices() {}

    /** What a job that needs GPUs gets; without a setting, those that the engine says it has. */
    static List<DeviceRequest> of(Engine engine, ContainerSettings settings, boolean needed) {
        if (!needed || settings.gpus().filter(NONE::equals).isPresent()) {
            return List.of();
        }
        return settings.gpus().map(GpuDevices::named).or(() -> offered(engine.info())).stream()
                .toList();
    }

    private static DeviceRequest named(String setting) {
        return setting.equals(ALL) ? all() : cdi(List.of(setting.split(ContainerSettings.MANY)));
    }

    /** An engine tells of NVIDIA's runtime, or (since 28.2) of the devices that it found by CDI. Podman tells of neither. */
    static Optional<DeviceRequest> offered(Info info) {
        Map<?, ?> runtimes = info.getRawValues().get("Runtimes") instanceof Map<?, ?> map ? map : Map.of();
        if (runtimes.containsKey(NVIDIA)) {
            return Optional.of(all());
        }
        List<?> devices = info.getRawValues().get("DiscoveredDevices") instanceof List<?> list ? list : List.of();
        boolean found = devices.stream().anyMatch(GpuDevices::isGpu);
        return found ? Optional.of(cdi(List.of(CDI_ALL))) : Optional.empty();
    }

    private static boolean isGpu(Object device) {
        return device instanceof Map<?, ?> map
                && CDI.equals(map.get("Source"))
                && String.valueOf(map.get("ID")).startsWith("nvidia.com/gpu=");
    }

    private static DeviceRequest all() {
        return new DeviceRequest().withDriver("").withCount(EVERY).withCapabilities(List.of(List.of("gpu")));
    }

    private static DeviceRequest cdi(List<String> names) {
        return new DeviceRequest().withDriver(CDI).withDeviceIds(names);
    }
}
