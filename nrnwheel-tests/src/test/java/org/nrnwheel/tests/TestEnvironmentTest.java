package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nrnwheel.Interpreters;
import org.nrnwheel.WheelTester;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.TestEnvironment;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testkit.SmallWheel;

/** Where wheels are installed for their tests, with real interpreters. */
@Tag("slow")
class TestEnvironmentTest {
    /** Writes beside itself, as programs do that keep a cache or compile something. */
    private static final String WRITER = """
            import os, sys
            def main():
                with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'nrnwheel_cache.txt'), 'w') as file:
                    file.write(sys.argv[1])
                print('it wrote')
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = TestEnvironment.class,
            names = {"VENV", "USER", "TARGET"})
    void findsModulesAndProgramsWhereTheyAreInstalled(TestEnvironment environment) throws IOException {
        TestReport report = tester("3.11").environment(environment).run();

        assertThat(report.environment()).isEqualTo(environment);
        assertThat(report.checks())
                .as(report.toString())
                .filteredOn(check -> !check.name().equals("pip-check"))
                .allMatch(check -> check.status() == Status.PASSED)
                .extracting(CheckResult::name)
                .contains("install", "import-nrnwheel_writer", "program-nrnwheel-write");
        assertThat(report.added())
                .singleElement()
                .satisfies(line -> assertThat(line).matches("nrnwheel[-_]writer==1\\.0"));
    }

    @Test
    void catchesAProgramThatWritesToWhereItIsInstalled() throws IOException {
        TestReport report = tester("3.11").environment(TestEnvironment.READONLY).run();

        assertThat(report.checks())
                .as(report.toString())
                .filteredOn(check -> check.status() == Status.FAILED)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.name()).isEqualTo("program-nrnwheel-write");
                    assertThat(check.reason()).contains("Permission denied").contains("nrnwheel_cache.txt");
                });
    }

    @Test
    void refusesToChangeTheSystemsPython() throws IOException {
        WheelTester tester = tester("/usr/bin/python3").environment(TestEnvironment.SYSTEM);

        assertThatThrownBy(tester::run)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.remedy()).contains("container"))
                .hasMessageContaining("must not change");
    }

    @Test
    @Tag("full")
    void installsIntoACopyOfAPythonAndLeavesTheOriginalAlone() throws IOException {
        Path python = Interpreters.find().stream()
                .filter(found -> found.origin().equals("pyenv") && found.minor() == 10)
                .map(found -> Path.of(found.executable()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("this test needs a Python 3.10 of pyenv"));
        List<Path> before = files(python);

        TestReport report =
                tester(python.toString()).environment(TestEnvironment.SYSTEM).run();

        assertThat(report.passed()).as(report.toString()).isTrue();
        assertThat(report.added()).hasSize(1);
        assertThat(files(python)).isEqualTo(before);
    }

    private static List<Path> files(Path python) throws IOException {
        Path packages = python.resolve("../../lib/python3.10/site-packages").normalize();
        try (var files = Files.list(packages)) {
            return files.sorted().toList();
        }
    }

    private WheelTester tester(String python) throws IOException {
        SmallWheel wheel = SmallWheel.named("nrnwheel_writer")
                .with("nrnwheel_writer.py", WRITER)
                .withScript("nrnwheel-write", "nrnwheel_writer:main");
        Environment offline =
                Environment.system().withVariable("PIP_NO_INDEX", "1").withVariable("UV_NO_INDEX", "1");
        return WheelTester.python(python)
                .with(BuildContext.standard().withEnvironment(offline))
                .wheel(wheel.write(directory));
    }
}
