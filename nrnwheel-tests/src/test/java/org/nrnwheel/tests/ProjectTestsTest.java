package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelTester;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testkit.SmallWheel;

/** A project's own tests, as its {@code pyproject.toml} tells cibuildwheel of them. */
@Tag("slow")
class ProjectTestsTest {
    @TempDir
    Path directory;

    private Path tree;
    private Path wheel;

    @BeforeEach
    void write() throws IOException {
        tree = directory.resolve("tree");
        Files.createDirectories(tree.resolve("tests"));
        Files.writeString(tree.resolve("pyproject.toml"), """
                [tool.cibuildwheel]
                test-command = ["python {project}/tests/check.py {wheel}", "test -f made-before"]
                test-requires = ["packaging>=20"]
                test-extras = ["more"]
                before-test = "touch made-before"
                """);
        Files.writeString(tree.resolve("tests/check.py"), """
                import os, sys
                import nrnwheel_tested, packaging, iniconfig
                assert os.path.isfile(sys.argv[1]), sys.argv
                assert 'site-packages' in nrnwheel_tested.__file__, nrnwheel_tested.__file__
                open(os.path.join(os.path.dirname(__file__), 'written'), 'w').close()
                print('its own tests ran')
                """);
        wheel = SmallWheel.named("nrnwheel_tested")
                .with("nrnwheel_tested.py", "")
                .metadata("Provides-Extra: more", "Requires-Dist: iniconfig; extra == 'more'")
                .write(directory);
    }

    @Test
    void runsThemOnACopyOfTheTreeAfterTheSuite() {
        TestReport report = WheelTester.python("3.11").wheel(wheel).source(tree).run();

        assertThat(report.checks())
                .as(report.toString())
                .allMatch(check -> check.status() == Status.PASSED)
                .extracting(CheckResult::name)
                .containsExactly(
                        "audit",
                        "install",
                        "import-nrnwheel_tested",
                        "pip-check",
                        "test-requires",
                        "before-test",
                        "test-command");
        assertThat(report.checks().get(6).output()).contains("its own tests ran");
        assertThat(report.added()).as("what tests need is no part of the wheel").hasSize(1);
        assertThat(tree.resolve("tests/written")).doesNotExist();
    }

    @Test
    void failsWhenTheyFail() {
        TestReport report = WheelTester.python("3.11")
                .wheel(wheel)
                .testCommand("python -c 'import sys; sys.exit(\"they failed\")'")
                .run();

        assertThat(report.checks())
                .filteredOn(check -> check.status() == Status.FAILED)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.name()).isEqualTo("test-command");
                    assertThat(check.reason()).contains("they failed");
                });
    }
}
