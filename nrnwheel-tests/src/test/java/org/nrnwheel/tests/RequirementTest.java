package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelTester;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testkit.SmallWheel;

/** Wheels that are tested as they come from an index that asks for a password. */
@Tag("slow")
class RequirementTest {
    private static final String PASSWORD = "w0rd@that-nobody-sees";
    private static final String WRONG = "an0ther-that-nobody-sees";

    @TempDir
    static Path shared;

    private static IndexServer server;

    private final List<String> shown = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void serve() throws IOException, InterruptedException {
        PythonTools tools = PythonTools.install(shared.resolve("venv"), IndexServer.PACKAGES);
        Path packages = Files.createDirectory(shared.resolve("packages"));
        SmallWheel.named("nrnwheel_first")
                .with("nrnwheel_first.py", "import nrnwheel_second\n")
                .metadata("Requires-Dist: nrnwheel_second")
                .write(packages);
        SmallWheel.named("nrnwheel_second").with("nrnwheel_second.py", "").write(packages);
        SmallWheel.named("nrnwheel_outer")
                .with("nrnwheel_outer.py", "import packaging\n")
                .metadata("Requires-Dist: packaging")
                .write(packages);
        server = IndexServer.start(tools, packages, shared, PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void testsAWheelWithItsDependencyFromAnIndexAndShowsThePasswordNowhere() {
        try (CommandLines commands = CommandLines.watchAll()) {
            TestReport report = tester("nrnwheel-first==1.0", server.url()).run();

            assertThat(report.checks())
                    .as(report.toString())
                    .allMatch(check -> check.status() == Status.PASSED)
                    .extracting(CheckResult::name)
                    .contains("import-nrnwheel_first");
            assertThat(report.added()).anyMatch(line -> line.matches("nrnwheel[-_]second==1\\.0"));
            shown.add(report.toJson());
            assertThat(String.join("", shown)).contains("nrnwheel");
            assertHidden(String.join("", shown));
            assertThat(commands.seen())
                    .anyMatch(line -> line.contains("nrnwheel-first==1.0"))
                    .allSatisfy(RequirementTest::assertHidden);
        }
    }

    @Test
    void saysThatAPasswordIsWrongWithoutShowingIt() {
        Throwable refused = catchThrowable(
                () -> tester("nrnwheel-first==1.0", server.url(WRONG)).run());

        assertThat(refused).isInstanceOf(IndexException.class).hasMessageContaining("nrnwheel-first==1.0");
        assertHidden(String.valueOf(refused.getMessage()));
        assertHidden(String.join("", shown));
    }

    @Test
    void takesDependenciesFromTheMachinesIndexWhenToldSoOnly() {
        TestReport alone = tester("nrnwheel-outer==1.0", server.url()).run();
        TestReport together =
                tester("nrnwheel-outer==1.0", server.url()).defaultIndexToo().run();

        assertThat(alone.checks())
                .filteredOn(check -> check.status() == Status.FAILED)
                .singleElement()
                .satisfies(check -> assertThat(check.name()).isEqualTo("install"));
        assertThat(together.passed()).as(together.toString()).isTrue();
        assertThat(together.added()).anyMatch(line -> line.startsWith("packaging=="));
    }

    @Test
    void theCommandTakesTheUrlAndTheRequirementInOneWord() throws IOException, InterruptedException {
        Processes.Result result = Processes.run(
                shared,
                Map.of(),
                ClassPaths.nrnwheel("test", "3.11", "-i " + server.url() + "/nrnwheel_second==1.0", "--verbose"));

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("passed   import-nrnwheel_second");
        assertHidden(result.output());
    }

    private WheelTester tester(String requirement, String url) {
        return WheelTester.python("3.11")
                .requirement(requirement, url)
                .output((channel, bytes) -> shown.add(
                        StandardCharsets.UTF_8.decode(bytes.duplicate()).toString()));
    }

    private static void assertHidden(String text) {
        assertThat(text)
                .doesNotContain(
                        PASSWORD,
                        PASSWORD.replace("@", "%40"),
                        WRONG,
                        Base64.getEncoder()
                                .encodeToString((IndexServer.USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }
}
