package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.LinuxWheelBuilder;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.docker.ContainerPlatform;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.docker.ImageBuild;
import org.nrnwheel.docker.WheelImage;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Text;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformProvider.Offer;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.PlanProblemsException;
import org.nrnwheel.rootfs.RootfsPlatformProvider;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.testing.TestReport;
import org.nrnwheel.testkit.CollectedOutput;
import org.nrnwheel.wheel.WheelArtifact;

/** Wheels for aarch64 where the machine is not: by emulation, and what is said without. */
@Tag("slow")
class ForeignArchitectureTest {
    private static final short EM_NONE = 0;

    @TempDir
    Path directory;

    @BeforeAll
    static void emulate() {
        assertThat(TestImages.script("emulation", Architecture.AARCH64.token())).isEmpty();
    }

    private Environment environment() {
        return Environment.system()
                .withVariable("NRNWHEEL_CACHE", directory.resolve("cache").toString());
    }

    private LinuxWheelBuilder builder() throws IOException {
        return WheelBuilder.linux()
                .source(Samples.copy("setuptools", directory.resolve("tree")))
                .python("3.13")
                .environment(environment())
                .test(Testing.CONSTRAINED)
                .wheelhouse(directory.resolve("wheelhouse"));
    }

    private Platform root() throws IOException, InterruptedException {
        Offer offer = new RootfsPlatformProvider()
                .offer(
                        PlatformSpec.parse("rootfs:" + TestRoot.directoryForArm()),
                        BuildRequest.of(TargetSystem.LINUX),
                        BuildContext.standard().withEnvironment(environment()));
        assertThat(offer).isInstanceOf(Offer.Ready.class);
        return ((Offer.Ready) offer).platform();
    }

    @Test
    void aProgramRunsInARootWhosePackagesWereOnlyUnpacked() throws IOException, InterruptedException {
        Platform platform = root();

        Inventory inventory = platform.inspect(new Inspection(Set.of("gcc"), Set.of(), List.of()));
        assertThat(inventory.architecture()).isEqualTo(Architecture.AARCH64);
        assertThat(inventory.machine().runs(Architecture.AARCH64)).isTrue();
        assertThat(inventory.tools()).containsKey("gcc");
        assertThat(inventory.interpreters())
                .extracting(Interpreter::platformTag)
                .containsExactly("linux_aarch64");
        CollectedOutput output = new CollectedOutput();
        Command uname = new Command(
                List.of(new Text("uname"), new Text("-m")),
                Map.of("PATH", new Text("/usr/bin:/bin")),
                Place.of(Root.SOURCE),
                Optional.empty());
        try (Workspace workspace = platform.open(new WorkspaceRequest(
                "uname",
                Optional.empty(),
                directory.resolve("cache"),
                directory.resolve("wheelhouse"),
                Needs.NOTHING))) {
            Exit exit = workspace.start(uname, Bindings.NONE, output).await();
            assertThat(exit.successful()).as("%s: %s", exit, output.err()).isTrue();
        }
        assertThat(output.out()).isEqualTo("aarch64\n");
    }

    @Test
    void anImageThatNothingHereRunsIsAProblemAndNothingIsBegun() throws IOException, InterruptedException {
        TestImages.engine();
        Architecture own =
                Architecture.find(Environment.system().property("os.arch")).orElseThrow();
        Architecture foreign = own == Architecture.AARCH64 ? Architecture.X86_64 : Architecture.AARCH64;
        ContainerPlatform platform = Containers.image(imageOfNoMachine(foreign)).environment(environment());
        LinuxWheelBuilder builder = builder().architecture(foreign).on(platform);

        BuildPlan plan = builder.plan();
        assertThat(plan.jobs()).isEmpty();
        assertThat(plan.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.id()).isEqualTo("emulation");
            assertThat(problem.message()).contains(own.token(), foreign.token(), "nrnwheel-test:no-machine");
            assertThat(problem.remedy()).contains("qemu-user-static");
        });
        assertThatThrownBy(builder::build)
                .isInstanceOf(PlanProblemsException.class)
                .hasMessageContaining(foreign.token());
        assertThat(docker("ps", "--all", "--quiet", "--filter", "ancestor=nrnwheel-test:no-machine"))
                .isEmpty();
        assertThat(directory.resolve("wheelhouse")).doesNotExist();
        docker("image", "rm", "--force", "nrnwheel-test:no-machine");
    }

    /** An image with a shell for no CPU at all, so that no emulator of any machine takes it. */
    private String imageOfNoMachine(Architecture labelled) throws IOException {
        Path context = Files.createDirectories(directory.resolve("image"));
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).putShort(18, EM_NONE);
        Path shell = Files.write(context.resolve("sh"), header.array());
        Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY sh /bin/sh\n");
        ImageBuild build = new ImageBuild(context, "Dockerfile", Map.of(), Optional.empty()).architecture(labelled);
        String name = "nrnwheel-test:no-machine";
        WheelImage.of(name).build(build, line -> {});
        return name;
    }

    private String docker(String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("docker"));
        argv.addAll(List.of(words));
        Processes.Result result = Processes.run(directory, Map.of(), argv);
        assertThat(result.exit()).describedAs(result.output()).isZero();
        return result.output().strip();
    }

    @Test
    @Tag("full")
    void aWheelIsBuiltRepairedAndTestedInARoot() throws IOException, InterruptedException {
        isForArm(builder().architecture(Architecture.AARCH64).on(root()).build());
    }

    @Test
    @Tag("full")
    void aWheelIsBuiltRepairedAndTestedInContainers() throws IOException, InterruptedException {
        TestImages.engine();
        docker("load", "--input", TestRoot.archiveForArm().toString());
        ContainerPlatform platform = Containers.image("nrnwheel/test:1-arm64").environment(environment());

        isForArm(builder().architecture(Architecture.AARCH64).on(platform).build());
    }

    /** The audit is this machine's own. */
    private static void isForArm(BuildReport report) {
        WheelArtifact wheel = report.wheels().get(0);
        assertThat(wheel.fileName()).matches(".*-cp313-cp313-.*manylinux_2_17_aarch64.*\\.whl");
        assertThat(report.jobs().get(0).tests()).hasSize(1).allMatch(TestReport::passed);
        AuditReport audit = WheelAuditor.audit(wheel.path());
        assertThat(audit.hasErrors()).as(audit.toText()).isFalse();
        assertThat(audit.tag()).hasValueSatisfying(tag -> assertThat(tag).matches("manylinux_2_\\d+_aarch64"));
    }
}
