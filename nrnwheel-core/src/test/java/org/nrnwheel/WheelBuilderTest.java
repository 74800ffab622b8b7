package org.nrnwheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.BuildOptions;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.Naming;
import org.nrnwheel.request.PythonSelector;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

class WheelBuilderTest {
    @Test
    void everyMethodGivesANewValueSoOneBaseBranches() {
        LinuxWheelBuilder base = WheelBuilder.linux().source(Path.of("nrn"));
        LinuxWheelBuilder gpu = base.python("38").coreneuronGpu();
        LinuxWheelBuilder plain = base.python("39");

        assertThat(base.request().pythons()).isEmpty();
        assertThat(gpu.request().features()).containsExactly("coreneuron-gpu");
        assertThat(plain.request().features()).isEmpty();
        assertThat(plain.request().pythons()).containsExactly(new PythonSelector("39"));
    }

    @Test
    void equalCallsMakeEqualRequests() {
        assertThat(full(WheelBuilder.linux()).request())
                .isEqualTo(full(WheelBuilder.linux()).request());
        assertThat(full(WheelBuilder.linux()).request())
                .isNotEqualTo(full(WheelBuilder.macos()).request());
    }

    @Test
    void theRequestHoldsWhatWasAskedFor() {
        BuildRequest request = full(WheelBuilder.linux()).request();
        BuildOptions options = request.options();

        assertThat(request.target()).isEqualTo(TargetSystem.LINUX);
        assertThat(request.features())
                .containsExactly("coreneuron", "dynamic-readline", "without-interviews", "without-mpi", "without-rx3d");
        assertThat(request.recipe()).contains("neuron-setup-py");
        assertThat(request.platform())
                .hasValueSatisfying(spec -> assertThat(spec).hasToString("host"));
        assertThat(options.version()).contains("8.2.6");
        assertThat(options.naming()).isEqualTo(Naming.RELEASE);
        assertThat(options.cmakeDefinitions()).containsEntry("A", "1").containsEntry("B", "2");
        assertThat(options.environment()).containsEntry("CC", "gcc-12");
        assertThat(options.mpiHeaders()).containsExactly(Path.of("/mpt/include"), Path.of("/other/include"));
        assertThat(options.wheelhouse()).contains(Path.of("out"));
        assertThat(options.jobs()).contains(2);
        assertThat(options.constraints()).contains(Path.of("constraints.txt"));
        assertThat(options.asOf()).contains(Instant.EPOCH);
        assertThat(options.excludes()).containsExactly("libgomp.so.1", "libcuda.so.1");
        assertThat(options.testing()).isEqualTo(BuildOptions.Testing.NONE);
        assertThat(options.repair()).isEqualTo(BuildOptions.Repair.NONE);
    }

    @Test
    void aRequestRoundTripsThroughJson() {
        BuildRequest request = full(WheelBuilder.linux()).request();
        assertThat(BuildRequest.fromJson(request.toJson())).isEqualTo(request);
        assertThat(WheelBuilder.of(request).request()).isEqualTo(request);
    }

    @Test
    void secretsStandInARequestByNameOnly() {
        LinuxWheelBuilder builder = WheelBuilder.linux().environment("TOKEN", Secret.of("INDEX_TOKEN", "hunter2"));

        assertThat(builder.request().options().secretEnvironment()).containsEntry("TOKEN", "INDEX_TOKEN");
        assertThat(builder.toString()).doesNotContain("hunter2");
        assertThat(builder.request().toJson()).doesNotContain("hunter2");
    }

    @Test
    void gpuIsRefusedForArm() {
        assertThatThrownBy(() ->
                        WheelBuilder.linux().architecture(Architecture.AARCH64).coreneuronGpu())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("aarch64");
        assertThatThrownBy(() -> WheelBuilder.linux().coreneuronGpu().architecture(Architecture.AARCH64))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> WheelBuilder.macos().feature("coreneuron-gpu"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("macOS");
    }

    @Test
    void nonsenseIsRefusedAtOnce() {
        LinuxWheelBuilder linux = WheelBuilder.linux();
        assertThatThrownBy(() -> linux.jobs(0)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> linux.python("three")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> linux.environment("A=B", "c")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> linux.cmakeDefinition("A B", "c")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> linux.on("")).isInstanceOf(InvalidRequestException.class);
    }

    private static <B extends WheelBuilder<B>> B full(B builder) {
        return builder.source(Path.of("nrn"))
                .python("38", "3.9-3.12")
                .coreneuron()
                .withoutRx3d()
                .withoutInterviews()
                .withoutMpi()
                .dynamicReadline()
                .mpiHeaders(Path.of("/mpt/include"))
                .mpiHeaders(Path.of("/other/include"))
                .version("8.2.6")
                .nightly()
                .release()
                .cmakeDefinition("A", "1")
                .cmakeDefinition("B", "2")
                .environment("CC", "gcc-12")
                .recipe("neuron-setup-py")
                .wheelhouse(Path.of("out"))
                .jobs(2)
                .constraints(Path.of("constraints.txt"))
                .asOf(Instant.EPOCH)
                .exclude("libgomp.so.1")
                .exclude("libcuda.so.1")
                .test(BuildOptions.Testing.NONE)
                .withoutRepair()
                .on("host");
    }
}
