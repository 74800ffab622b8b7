package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.wheel.WheelArtifact;
import org.nrnwheel.wheel.WheelFile;

/** A small project with C code, built in an image root: by the root's compiler for the root's Python. */
@Tag("slow")
class RootfsBuildTest {
    @TempDir
    Path directory;

    @Test
    void aProjectIsBuiltRepairedTestedAndDelivered() throws IOException, InterruptedException {
        Path tree = Samples.copy("setuptools", directory.resolve("tree"));
        Samples.link(tree, "libffi.so.8");
        String before = TreeHash.of(tree);

        BuildReport report = WheelBuilder.linux()
                .source(tree)
                .python("3.13")
                .on("rootfs:" + TestRoot.directory())
                .test(Testing.CONSTRAINED)
                .wheelhouse(directory.resolve("wheelhouse"))
                .build();

        WheelArtifact wheel = report.wheels().get(0);
        assertThat(wheel.fileName()).contains("-cp313-cp313-manylinux");
        assertThat(report.jobs().get(0).tests()).hasSize(1).allMatch(TestReport::passed);
        assertThat(Files.getOwner(wheel.path())).isEqualTo(Files.getOwner(directory));
        assertThat(TreeHash.of(tree)).isEqualTo(before);
        RepairReport repair = report.jobs().get(0).repair().orElseThrow();
        assertThat(repair.engine()).isEqualTo("nrnwheel");
        assertThat(repair.grafted()).singleElement().asString().matches("libffi-[0-9a-f]{8}\\.so\\.8\\.1\\.4");
        try (WheelFile file = WheelFile.open(wheel.path())) {
            assertThat(file.read(file.distInfo() + "/sboms/nrnwheel.cdx.json"))
                    .asString()
                    .contains("pkg:deb/debian/libffi8@");
        }
    }
}
