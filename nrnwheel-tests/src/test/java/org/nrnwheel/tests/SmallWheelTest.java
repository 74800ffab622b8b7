package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelTester;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.TestFailedException;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testkit.SmallWheel;

/** The generic suite on small wheels, good and bad, in real virtual environments and without any index. */
@Tag("slow")
class SmallWheelTest {
    private static final String MAIN = "import sys\ndef main():\n    print('usage', sys.argv)\n";

    @TempDir
    Path directory;

    @Test
    void passesAGoodWheel() throws IOException {
        SmallWheel wheel = SmallWheel.named("nrnwheel_good")
                .with("nrnwheel_good/__init__.py", MAIN)
                .with("nrnwheel_single.py", "")
                .withScript("nrnwheel-good", "nrnwheel_good:main");

        TestReport report = tester(wheel).require();

        assertThat(report.suite()).isEqualTo("generic");
        assertThat(report.checks())
                .extracting(CheckResult::name)
                .containsExactly(
                        "audit",
                        "install",
                        "import-nrnwheel_good",
                        "import-nrnwheel_single",
                        "program-nrnwheel-good",
                        "pip-check");
        assertThat(report.installed()).anyMatch(line -> line.matches("nrnwheel[-_]good==1\\.0"));
    }

    @Test
    void findsAModuleThatDoesNotImport() throws IOException {
        SmallWheel wheel =
                SmallWheel.named("nrnwheel_broken").with("nrnwheel_broken.py", "import nrnwheel_undeclared\n");

        TestReport report = tester(wheel).run();

        assertThat(failed(report)).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("import-nrnwheel_broken");
            assertThat(check.reason()).contains("the module nrnwheel_undeclared is missing");
        });
    }

    @Test
    void findsAProgramThatFails() throws IOException {
        SmallWheel wheel = SmallWheel.named("nrnwheel_script")
                .with("nrnwheel_script.py", MAIN)
                .withScript("nrnwheel-script", "nrnwheel_script:absent");

        assertThatThrownBy(() -> tester(wheel).require())
                .isInstanceOfSatisfying(TestFailedException.class, e -> {
                    assertThat(e.code()).isEqualTo("test-failed");
                    assertThat(failed(e.report()))
                            .extracting(CheckResult::name)
                            .containsExactly("program-nrnwheel-script");
                })
                .hasMessageContaining("cannot import name 'absent'");
    }

    @Test
    void findsADependencyThatIsNotToBeHad() throws IOException {
        SmallWheel wheel = SmallWheel.named("nrnwheel_needy")
                .with("nrnwheel_needy.py", "")
                .metadata("Requires-Dist: nrnwheel-absent>=2");

        TestReport report = tester(wheel).run();

        assertThat(failed(report)).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("install");
            assertThat(check.output()).contains("nrnwheel-absent");
        });
        assertThat(report.checks())
                .filteredOn(check -> check.status() == Status.SKIPPED)
                .extracting(CheckResult::reason)
                .containsOnly("the wheel is not installed");
    }

    @Test
    void findsADistributionInsideTheWheelThatLacksItsDependency() throws IOException {
        SmallWheel wheel = SmallWheel.named("nrnwheel_vendor")
                .with("nrnwheel_vendor.py", "")
                .with(
                        "nrnwheel_vendor-1.0.data/purelib/nrnwheel_inner-2.0.dist-info/METADATA",
                        "Metadata-Version: 2.1\nName: nrnwheel_inner\nVersion: 2.0\nRequires-Dist: nrnwheel-absent\n");

        TestReport report = tester(wheel).run();

        assertThat(failed(report)).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("pip-check");
            assertThat(check.output()).contains("nrnwheel-absent");
        });
    }

    private WheelTester tester(SmallWheel wheel) throws IOException {
        Environment offline =
                Environment.system().withVariable("PIP_NO_INDEX", "1").withVariable("UV_NO_INDEX", "1");
        return WheelTester.python("3*")
                .with(BuildContext.standard().withEnvironment(offline))
                .wheel(wheel.write(directory));
    }

    private static List<CheckResult> failed(TestReport report) {
        return report.checks().stream()
                .filter(check -> check.status() == Status.FAILED)
                .toList();
    }
}
