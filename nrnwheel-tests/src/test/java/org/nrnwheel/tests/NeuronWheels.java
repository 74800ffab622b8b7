package org.nrnwheel.tests;

import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.LinuxWheelBuilder;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.result.BuildReport;

/**
 * NEURON's wheels of one build, which every test on them shares: whoever asks first builds, and the journal answers the
 * others.
 */
final class NeuronWheels {
    static final Path WHEELHOUSE = Path.of("target", "neuron", "wheelhouse").toAbsolutePath();

    private NeuronWheels() {}

    static Path source() {
        return Optional.ofNullable(System.getenv("NRNWHEEL_NEURON_SOURCE"))
                .map(Path::of)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "NRNWHEEL_NEURON_SOURCE names no NEURON tree: run ./check, or scripts/fetch-neuron-source DIR"));
    }

    static LinuxWheelBuilder builder() {
        return WheelBuilder.linux()
                .source(source())
                .wheelhouse(WHEELHOUSE)
                .python("3.11")
                .on("host");
    }

    static BuildReport built() {
        return builder().build();
    }
}
