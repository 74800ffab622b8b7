package org.nrnwheel.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.tag.Architecture;

class RequestJsonTest {
    @Test
    void aRequestComesBackAsItWas() {
        BuildRequest request = BuildRequest.of(TargetSystem.LINUX)
                .withSource(Path.of("/src/nrn"))
                .withPythons("3*", "/usr/bin/python3")
                .withFeature("coreneuron")
                .withRecipe("neuron-setup-py")
                .withPlatform(PlatformSpec.parse("slurm:partition=prod,constraint=volta"))
                .withOptions(o -> o.version("8.2.6")
                        .naming(Naming.RELEASE)
                        .architecture(Architecture.X86_64)
                        .cmakeDefinitions(Map.of("A", "b c"))
                        .environment(Map.of("X", "1"))
                        .secretEnvironment(Map.of("TOKEN", "INDEX_TOKEN"))
                        .mpiHeaders(List.of(Path.of("/opt/mpt/include")))
                        .wheelhouse(Path.of("wheels"))
                        .jobs(3)
                        .constraints(Path.of("c.txt"))
                        .asOf(Instant.parse("2024-01-02T00:00:00Z"))
                        .excludes(List.of("libgomp.so.1"))
                        .testing(BuildOptions.Testing.NONE)
                        .repair(BuildOptions.Repair.AUDITWHEEL));

        assertThat(BuildRequest.fromJson(request.toJson())).isEqualTo(request);
    }

    @Test
    void aRequestOfDefaultsComesBackAsItWas() {
        BuildRequest request = BuildRequest.of(TargetSystem.MACOS);

        assertThat(BuildRequest.fromJson(request.toJson())).isEqualTo(request);
    }

    @Test
    void whatNoRequestCanHaveIsRefusedAsJson() {
        String json = BuildRequest.of(TargetSystem.LINUX).withPythons("38").toJson();

        assertThatThrownBy(() -> BuildRequest.fromJson(json.replace("\"38\"", "\"snake\"")))
                .isInstanceOf(WheelException.class)
                .hasMessageContaining("snake")
                .extracting(e -> ((WheelException) e).code())
                .isEqualTo("invalid-json");
    }
}
