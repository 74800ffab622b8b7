package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.WheelRepairer;
import org.nrnwheel.WheelTester;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.repair.LibrarySource;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.TestReport;

/** NEURON's suite on the wheel that NEURON's makers published, and on broken copies of it. */
@Tag("neuron")
class PublishedWheelTest {
    @TempDir
    static Path scratch;

    private static Path wheel;
    private static Path constraints;

    @TempDir
    Path directory;

    @BeforeAll
    static void download() throws IOException, InterruptedException {
        wheel = PublishedWheel.get(scratch);
        constraints = Files.writeString(scratch.resolve("constraints.txt"), "setuptools<81\n");
    }

    @Test
    void passesEveryCheck() {
        TestReport report = test(wheel);

        assertThat(report.suite()).isEqualTo("neuron");
        assertThat(report.dependencies()).isEqualTo("constrained");
        assertThat(report.checks())
                .as(report.toString())
                .filteredOn(check -> check.status() != Status.PASSED)
                .allMatch(check ->
                        check.status() == Status.SKIPPED && check.name().contains("coreneuron"));
        assertThat(report.checks())
                .extracting(CheckResult::name)
                .contains("neuron-test", "mechanism", "special-python", "nrniv-python", "neurondemo", "modlunit");
        assertThat(report.installed()).anyMatch(line -> line.equalsIgnoreCase("neuron==8.2.6"));
    }

    @Test
    void passesEveryCheckWithOneCopyOfItsLibraryAndWithoutPathsOfItsBuildMachine() {
        RepairReport repaired = WheelRepairer.nrnwheel()
                .libraries(LibrarySource.nothing())
                .exclude("libgomp.so.1")
                .dedupe()
                .repair(wheel, directory);
        Path deduped = directory.resolve(repaired.fileName());

        TestReport report = test(deduped);

        AuditReport audit = WheelAuditor.audit(deduped);
        assertThat(audit.findings())
                .extracting(Finding::id)
                .doesNotContain("leaked-path", "dangling-rpath", "unresolved-library");
        assertThat(audit.findings("duplicate-library"))
                .as("the demo opens both of its by their paths")
                .extracting(Finding::message)
                .allMatch(message -> message.contains("/demo/release/") && message.contains("2 times"));
        assertThat(report.checks())
                .as(report.toString())
                .filteredOn(check -> check.status() != Status.PASSED)
                .allMatch(check ->
                        check.status() == Status.SKIPPED && check.name().contains("coreneuron"));
    }

    @Test
    void findsWhatABrokenWheelLacksAndNothingElse() throws IOException, InterruptedException {
        Path broken = PublishedWheel.without(
                wheel, directory, "neuron/.data/bin/nrniv", "neuron/.data/share/nrn/lib/nrnunits.lib");

        TestReport report = test(broken);

        assertThat(report.checks())
                .filteredOn(check -> check.status() == Status.FAILED)
                .extracting(CheckResult::name)
                .containsExactly("nrniv", "nrniv-python", "neurondemo", "modlunit");
        assertThat(named(report, "nrniv").reason()).contains("No such file or directory");
        assertThat(named(report, "modlunit").reason()).contains("nrnunits.lib");
    }

    /** One of its two copies of libnrniv, which the demo alone needs. */
    @Test
    void blamesTheProgramThatLacksALibraryOfTheWheel() throws IOException, InterruptedException {
        Path broken = PublishedWheel.without(wheel, directory, "NEURON.libs/libnrniv-29b2de29.so");

        TestReport report = test(broken);

        assertThat(report.checks())
                .filteredOn(check -> check.status() == Status.FAILED)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.name()).isEqualTo("neurondemo");
                    assertThat(check.blame()).hasValueSatisfying(blame -> {
                        assertThat(blame.file()).isEqualTo("neuron/.data/share/nrn/demo/release/x86_64/special");
                        assertThat(blame.why()).contains("libnrniv-29b2de29.so, which is not in the wheel");
                    });
                });
    }

    @Test
    void compilesByEachCompilerAndNamesThePathsOfTheBuildMachine() {
        TestReport report = WheelTester.python("3.11")
                .wheel(wheel)
                .suite("neuron-compilers")
                .constraints(constraints)
                .run();

        assertThat(report.checks())
                .as(report.toString())
                .filteredOn(check -> check.status() == Status.PASSED)
                .extracting(CheckResult::name)
                .contains("compiler-default", "compiler-odd-path")
                .anyMatch(name -> name.matches("compiler-(gcc|clang).*"));
        assertThat(report.checks())
                .filteredOn(check -> check.status() != Status.PASSED)
                .extracting(CheckResult::name)
                .containsExactly("makefile-paths");
        assertThat(named(report, "makefile-paths").reason())
                .contains("/opt/rh/devtoolset-10/root/usr/bin/c++", "/nrnwheel/openmpi/include");
    }

    private static TestReport test(Path file) {
        return WheelTester.python("3.11").wheel(file).constraints(constraints).run();
    }

    private static CheckResult named(TestReport report, String name) {
        return report.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
