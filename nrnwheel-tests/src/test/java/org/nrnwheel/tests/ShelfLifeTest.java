package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelTester;
import org.nrnwheel.testing.ShelfLife;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testkit.SmallWheel;

/** Wheels with other versions of their dependencies than those of today, from the real index. */
@Tag("slow")
class ShelfLifeTest {
    @TempDir
    Path directory;

    @Test
    void namesTheFirstVersionThatBreaksAWheel() throws IOException {
        SmallWheel wheel = SmallWheel.named("nrnwheel_aging")
                .with("nrnwheel_aging.py", "from packaging.version import LegacyVersion\n")
                .metadata("Requires-Dist: packaging>=21")
                .metadata("Requires-Dist: iniconfig");

        ShelfLife life =
                WheelTester.python("3.11").wheel(wheel.write(directory)).shelfLife();

        assertThat(life.reports()).extracting(TestReport::dependencies).containsExactly("newest", "oldest");
        assertThat(life.reports()).extracting(TestReport::passed).containsExactly(false, true);
        // packaging's changelog: LegacyVersion was removed in 22.0
        assertThat(life.breaks()).singleElement().satisfies(found -> {
            assertThat(found.distribution()).isEqualTo("packaging");
            assertThat(found.bad()).isEqualTo("22.0");
            assertThat(found.good()).isEqualTo("21.3");
            assertThat(found.checks()).containsExactly("import-nrnwheel_aging");
        });
    }

    @Test
    void takesDependenciesAsTheyWereOnADay() throws IOException {
        SmallWheel wheel = SmallWheel.named("nrnwheel_dated")
                .with("nrnwheel_dated.py", "import packaging\n")
                .metadata("Requires-Dist: packaging");

        TestReport report = WheelTester.python("3.11")
                .wheel(wheel.write(directory))
                .asOf(LocalDate.of(2023, 1, 1))
                .run();

        assertThat(report.dependencies()).isEqualTo("as of 2023-01-01");
        // 22.0 of 2022-12-07 was the newest; 23.0 came on 2023-01-08
        assertThat(report.added()).contains("packaging==22.0");
    }
}
