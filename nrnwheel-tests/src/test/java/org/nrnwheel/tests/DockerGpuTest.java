package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.LinuxWheelBuilder;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.docker.ContainerPlatform;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.result.PlanProblemsException;

/** GPU builds as far as a machine without GPUs and NVIDIA's compilers can show them. */
@Tag("slow")
@Timeout(180)
class DockerGpuTest {
    @TempDir
    Path directory;

    private Environment environment;
    private Path sdk;

    @BeforeEach
    void prepare() throws IOException {
        environment = Environment.system()
                .withVariable("NRNWHEEL_CACHE", directory.resolve("cache").toString());
        sdk = Files.createDirectories(directory.resolve("sdk"));
    }

    @AfterAll
    static void removeCaches() {
        TestImages.removeCaches(Environment.system());
    }

    private LinuxWheelBuilder builder(ContainerPlatform platform) {
        return WheelBuilder.linux()
                .source(NeuronWheels.source())
                .python("3.9")
                .coreneuronGpu()
                .environment(environment)
                .on(platform)
                .wheelhouse(directory.resolve("wheelhouse"));
    }

    private ContainerPlatform image() {
        return Containers.image(TestImages.manylinux()).environment(environment);
    }

    private ContainerPlatform imageWithSdk() throws IOException {
        Path modules = Files.writeString(directory.resolve("modules.sh"), "");
        return image().mount(sdk, "/opt/nvidia/hpc_sdk").mount(modules, "/etc/profile.d/modules.sh");
    }

    private void compiler(String name) throws IOException {
        Path bin = Files.createDirectories(sdk.resolve("Linux_x86_64/22.1/compilers/bin"));
        Files.createDirectories(sdk.resolve("modulefiles"));
        Files.createFile(bin.resolve(name));
    }

    private List<Problem> problemsOfCompilers(ContainerPlatform platform) {
        return builder(platform).plan().problems().stream()
                .filter(problem -> problem.id().equals("nvhpc"))
                .toList();
    }

    @Test
    void anImageWithoutNvidiasCompilersIsAProblemAndNothingIsRun() {
        List<BuildEvent> events = new ArrayList<>();
        PlanProblemsException refused = catchThrowableOfType(
                PlanProblemsException.class,
                () -> builder(image()).listener(events::add).build());

        assertThat(refused).hasMessageContaining("nvc, nvc++, nvcc not on PATH");
        assertThat(events).isEmpty();
        assertThat(problemsOfCompilers(image())).hasSize(1);
    }

    @Test
    void theCompilersOfAnSdkAreLookedForOneByOne() throws IOException {
        compiler("nvc");
        compiler("nvc++");
        assertThat(problemsOfCompilers(imageWithSdk()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("compilers: nvcc not on PATH, nor in"));

        compiler("nvcc");
        assertThat(problemsOfCompilers(imageWithSdk())).isEmpty();
    }

    @Test
    void anEngineThatHasGpusGivesThemToJobsThatNeedThemAndToNoOthers() throws IOException, InterruptedException {
        try (OwnEngine engine = OwnEngine.startWithGpus(directory.resolve("engine"))) {
            engine.load(TestImages.small());
            ContainerPlatform platform = Containers.image(TestImages.small())
                    .environment(engine.environment())
                    .network("none");
            open(platform, Needs.NOTHING).close();
            open(platform.gpus("none"), Needs.GPU).close();
            assertThat(engine.gpuContainers()).doesNotExist();

            try (Workspace workspace = open(platform, Needs.GPU)) {
                assertThat(Files.readString(engine.gpuContainers())).contains(DockerFaultTest.container(workspace));
            }
        }
    }

    private Workspace open(ContainerPlatform platform, Needs needs) {
        return platform.open(new WorkspaceRequest(
                "gpu", Optional.empty(), directory.resolve("cache"), directory.resolve("wheelhouse"), needs));
    }
}
