package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.wheel.WheelArtifact;
import org.nrnwheel.wheel.WheelFile;

/** A small project is built, repaired and tested in containers of a manylinux-like image. */
@Tag("slow")
class DockerBuildTest {
    @TempDir
    Path directory;

    @AfterAll
    static void removeCaches() {
        TestImages.removeCaches(Environment.system());
    }

    @Test
    void aProjectIsBuiltInContainersAndItsWheelBelongsToTheCaller() throws IOException {
        Path tree = Samples.copy("setuptools", directory.resolve("tree"));
        Samples.link(tree, "libffi.so.7");
        String before = TreeHash.of(tree);
        Environment environment = Environment.system()
                .withVariable("NRNWHEEL_CACHE", directory.resolve("cache").toString());

        BuildReport report = WheelBuilder.linux()
                .source(tree)
                .python("3.12")
                .environment(environment)
                .on(Containers.image(TestImages.manylinux()).environment(environment))
                .test(Testing.CONSTRAINED)
                .wheelhouse(directory.resolve("wheelhouse"))
                .build();

        assertThat(report.wheels()).hasSize(1);
        assertThat(report.image().orElseThrow().digest().orElseThrow()).startsWith("sha256:");
        WheelArtifact wheel = report.wheels().get(0);
        assertThat(wheel.fileName()).contains("-cp312-").contains("manylinux");
        assertThat(Files.getOwner(wheel.path())).isEqualTo(Files.getOwner(directory));
        assertThat(report.jobs().get(0).compilerCache()).isPresent();
        assertThat(report.jobs().get(0).tests()).hasSize(1).allMatch(TestReport::passed);
        assertThat(TreeHash.of(tree)).isEqualTo(before);
        RepairReport repair = report.jobs().get(0).repair().orElseThrow();
        assertThat(repair.engine()).isEqualTo("nrnwheel");
        assertThat(repair.grafted()).singleElement().asString().matches("libffi-[0-9a-f]{8}\\.so\\.7\\.1\\.0");
        try (WheelFile file = WheelFile.open(wheel.path())) {
            assertThat(file.read(file.distInfo() + "/sboms/nrnwheel.cdx.json"))
                    .asString()
                    .contains("pkg:deb/debian/libffi7@");
        }
    }
}
