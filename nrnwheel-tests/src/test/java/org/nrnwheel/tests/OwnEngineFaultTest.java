package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.docker.ContainerPlatform;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;

/** What happens to commands when the engine itself fails; each test has an engine of its own. */
@Tag("slow")
@Timeout(180)
class OwnEngineFaultTest {
    private static final int SMALL_DISK = 420;
    private static final long TOO_MUCH = 600L << 20;

    @TempDir
    Path directory;

    private static ContainerPlatform platform(OwnEngine engine, String image) throws IOException, InterruptedException {
        engine.load(image);
        return Containers.image(image).environment(engine.environment()).network("none");
    }

    @Test
    void aCommandIsLostWhenItsEngineStopsAndTheContainerCanBeRemovedLater() throws IOException, InterruptedException {
        try (OwnEngine engine = OwnEngine.start(directory)) {
            Workspace workspace = DockerFaultTest.open(platform(engine, TestImages.small()), directory);
            CountDownLatch printed = new CountDownLatch(1);
            RunningCommand command = workspace.start(
                    DockerFaultTest.shell("echo x; sleep 600"), Bindings.NONE, (channel, bytes) -> printed.countDown());
            printed.await();
            engine.stop();

            Exit exit = command.await();
            assertThat(exit.outcome()).isEqualTo(Outcome.LOST);
            assertThat(exit.detail()).isNotEmpty();
            assertThatThrownBy(workspace::close)
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.remedy()).contains("DOCKER_HOST"));

            engine.start();
            assertThat(engine.docker("ps", "--quiet").output()).isEmpty();
            assertThat(Containers.clean(engine.environment(), true))
                    .anyMatch(line -> line.startsWith("container "))
                    .anyMatch(line -> line.startsWith("volume "));
            assertThat(engine.docker("ps", "--all", "--quiet").output()).isEmpty();
        }
    }

    @Test
    void aFullDiskOfTheEngineIsNamedAndTheNextWorkspaceWorks() throws IOException, InterruptedException {
        Path large = directory.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(TOO_MUCH);
        }
        try (OwnEngine engine = OwnEngine.startOnSmallDisk(directory, SMALL_DISK)) {
            ContainerPlatform platform = platform(engine, TestImages.small());
            try (Workspace workspace = DockerFaultTest.open(platform, directory)) {
                Exit exit = workspace
                        .start(
                                DockerFaultTest.shell("head -c 600000000 /dev/zero >full"),
                                Bindings.NONE,
                                (channel, bytes) -> {})
                        .await();
                assertThat(exit.outcome()).isEqualTo(Outcome.EXITED);
                assertThat(exit.successful()).isFalse();
            }
            try (Workspace workspace = DockerFaultTest.open(platform, directory)) {
                assertThatThrownBy(() -> workspace.copyIn(
                                large, Place.of(Place.Root.WORK).resolve("large")))
                        .isInstanceOf(PlatformException.class)
                        .hasMessageContaining("no space left on device");
            }
            try (Workspace workspace = DockerFaultTest.open(platform, directory)) {
                assertThat(workspace
                                .start(DockerFaultTest.shell("echo x >y"), Bindings.NONE, (channel, bytes) -> {})
                                .await()
                                .successful())
                        .isTrue();
            }
            assertThat(engine.docker("ps", "--all", "--quiet").output()).isEmpty();
        }
    }
}
