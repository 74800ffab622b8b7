package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nrnwheel.LinuxWheelBuilder;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.event.BuildListener;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.result.BuildFailedException;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.result.StepFailure;

/** Builds in containers that fail half way: the first wheel is kept, and the next run makes the second alone. */
@Tag("slow")
@Timeout(300)
class ContainerBuildFaultTest {
    /** What Python 3.12 does while its wheel is built, when a file says so. */
    private static final String FAULTS = """
            FAULTS = "/nrnwheel-test/"
            if sys.version_info[:2] == (3, 12):
                if os.path.exists(FAULTS + "hold"):
                    print("held", flush=True)
                    time.sleep(600)
                if os.path.exists(FAULTS + "compiler"):
                    import subprocess
                    with open("/tmp/large.c", "w") as source:
                        source.write("#define A 1,1,1,1,1,1,1,1,1,1\\n")
                        for before, name in zip("ABCDEF", "BCDEFG"):
                            source.write("#define %s %s\\n" % (name, ",".join([before] * 10)))
                        source.write("int large[] = {G,G,G};\\n")
                    subprocess.run(["gcc", "-O2", "-c", "-o", "/tmp/large.o", "/tmp/large.c"], check=True)
                if os.path.exists(FAULTS + "fail"):
                    raise RuntimeError("this fails")
                if os.path.exists(FAULTS + "disk"):
                    with open("/dev/shm/full", "wb") as file:
                        file.write(bytes(100_000_000))
            """;

    @TempDir
    Path directory;

    private Path tree;
    private Path faults;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Samples.copy("slow", directory.resolve("tree"));
        Path backend = tree.resolve("backend.py");
        Files.writeString(
                backend, Files.readString(backend).replace("def build_wheel(", FAULTS + "\n\ndef build_wheel("));
        faults = Files.createDirectory(directory.resolve("faults"));
    }

    @AfterAll
    static void removeCaches() {
        TestImages.removeCaches(Environment.system());
    }

    private LinuxWheelBuilder builder(Environment environment) {
        return WheelBuilder.linux()
                .source(tree)
                .python("3.11", "3.12")
                .environment(environment)
                .on(Containers.image(TestImages.manylinux())
                        .environment(environment)
                        .memory(200L << 20)
                        .mount(faults, "/nrnwheel-test"))
                .jobs(1)
                .withoutRepair()
                .test(Testing.NONE)
                .wheelhouse(directory.resolve("wheelhouse"));
    }

    private Environment environment() {
        return Environment.system()
                .withVariable("NRNWHEEL_CACHE", directory.resolve("cache").toString());
    }

    /** The containers of this test's builds: nobody else mounts its directory. */
    private String containers() throws IOException, InterruptedException {
        return Processes.run(
                        directory,
                        Map.of(),
                        List.of("docker", "ps", "--all", "--quiet", "--no-trunc", "--filter", "volume=" + faults))
                .output()
                .strip();
    }

    /** Does something once, when the build prints that it is held. */
    private static BuildListener whenHeld(Fault fault) {
        AtomicBoolean done = new AtomicBoolean();
        return event -> {
            if (event instanceof BuildEvent.StepOutput output
                    && output.lines().stream().anyMatch(line -> line.strip().equals("held"))
                    && done.compareAndSet(false, true)) {
                try {
                    fault.happen();
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    /** What goes wrong. */
    private interface Fault {
        void happen() throws IOException, InterruptedException;
    }

    /** Builds with a fault, and again without it; returns what was said of the fault. */
    private StepFailure failThenResume(String flag, Environment environment, Fault fault, Fault mending)
            throws IOException, InterruptedException {
        Path file = Files.createFile(faults.resolve(flag));
        BuildFailedException failed = catchThrowableOfType(
                BuildFailedException.class,
                () -> builder(environment).listener(whenHeld(fault)).build());
        assertThat(failed.report().jobs())
                .extracting(JobResult::status)
                .containsExactly(JobResult.Status.BUILT, JobResult.Status.FAILED);
        assertThat(failed.report().wheels()).hasSize(1);
        assertThat(failed.code()).isEqualTo("build-failed");
        Files.delete(file);
        mending.happen();

        BuildReport report = builder(environment).build();
        assertThat(report.jobs())
                .extracting(JobResult::status)
                .containsExactly(JobResult.Status.RESTORED, JobResult.Status.BUILT);
        assertThat(WholeWheels.in(directory.resolve("wheelhouse"))).hasSize(2);
        return failed.report().jobs().get(1).failure().orElseThrow();
    }

    private StepFailure failThenResume(String flag, Fault fault) throws IOException, InterruptedException {
        StepFailure failure = failThenResume(flag, environment(), fault, () -> {});
        assertThat(containers()).isEmpty();
        return failure;
    }

    @Test
    void aKilledContainerFailsItsJobAlone() throws IOException, InterruptedException {
        failsWithItsContainer("kill");
    }

    @ParameterizedTest
    @CsvSource({"stop --time=1", "rm --force"})
    @Tag("full")
    void aContainerThatIsStoppedOrRemovedFailsItsJobAlone(String how) throws IOException, InterruptedException {
        failsWithItsContainer(how);
    }

    private void failsWithItsContainer(String how) throws IOException, InterruptedException {
        StepFailure failure = failThenResume("hold", () -> {
            String command = "docker " + how + " " + containers();
            assertThat(Processes.run(directory, Map.of(), List.of("sh", "-c", command))
                            .exit())
                    .isZero();
        });
        assertThat(failure.step()).isEqualTo("build");
        assertThat(failure.message()).contains("container").containsAnyOf("stopped or killed", "No such");
        assertThat(failure.remedy()).contains("finished wheels are kept");
    }

    @Test
    void aCompilerThatIsKilledForWantOfMemoryIsToldSo() throws IOException, InterruptedException {
        StepFailure failure = failThenResume("compiler", () -> {});
        assertThat(failure.exit()).hasValueSatisfying(exit -> assertThat(exit).contains("killed for want of memory"));
        assertThat(failure.remedy()).contains("finished wheels are kept");
    }

    @Test
    void aFailedJobsContainerIsKeptAndOpensAShellUntilItIsCleaned() throws IOException, InterruptedException {
        Files.createFile(faults.resolve("fail"));
        Processes.Result failed = nrnwheel(
                "build",
                "linux",
                "3.12",
                "--source=" + tree,
                "--on=container:image=" + TestImages.manylinux() + ",mount=" + faults + ":/nrnwheel-test",
                "--wheelhouse=" + directory.resolve("wheelhouse"),
                "--no-repair",
                "--no-test",
                "--keep-on-failure");
        assertThat(failed.exit()).describedAs(failed.output()).isEqualTo(1);
        assertThat(failed.output()).contains("this fails");
        String kept = containers();
        assertThat(failed.output()).contains(kept);
        String shell = failed.output()
                .lines()
                .filter(line -> line.contains("docker exec"))
                .map(line -> line.substring(line.indexOf("docker exec")).strip())
                .findFirst()
                .orElseThrow();

        // The process that made it is gone, and this start sweeps what killed ones left: not this.
        Containers.image(TestImages.small()).inspect(new Inspection(Set.of(), Set.of(), List.of()));
        Processes.Result looked = Processes.run(
                directory,
                Map.of(),
                List.of("script", "--quiet", "--return", "--command", shell + " -c 'ls; echo; tty'", "/dev/null"));
        assertThat(looked.exit()).describedAs(looked.output()).isZero();
        assertThat(looked.output()).contains("backend.py", "/dev/pts/");

        assertThat(nrnwheel("clean").output()).contains("container " + kept);
        assertThat(containers()).isEmpty();
    }

    private Processes.Result nrnwheel(String... arguments) throws IOException, InterruptedException {
        return Processes.run(
                directory,
                Map.of("NRNWHEEL_CACHE", directory.resolve("cache").toString()),
                ClassPaths.nrnwheel(arguments));
    }

    @Test
    @Tag("full")
    void aFullDiskInTheContainerStandsInTheLastLines() throws IOException, InterruptedException {
        StepFailure failure = failThenResume("disk", () -> {});
        assertThat(String.join("\n", failure.lastLines())).contains("No space left on device");
        assertThat(failure.exit()).hasValueSatisfying(exit -> assertThat(exit).contains("exit code"));
    }

    @Test
    @Tag("full")
    void anEngineThatStopsFailsTheJobThatRunsAlone() throws IOException, InterruptedException {
        try (OwnEngine engine = OwnEngine.start(Files.createDirectory(directory.resolve("engine")))) {
            engine.load(TestImages.manylinux());
            StepFailure failure = failThenResume("hold", engine.environment(), engine::stop, engine::start);
            assertThat(failure.remedy()).contains("platform still works", "finished wheels are kept");
            assertThat(engine.docker("ps", "--quiet").output()).isEmpty();
            assertThat(Containers.clean(engine.environment(), false)).hasSize(1);
            assertThat(engine.docker("ps", "--all", "--quiet").output()).isEmpty();
        }
    }
}
