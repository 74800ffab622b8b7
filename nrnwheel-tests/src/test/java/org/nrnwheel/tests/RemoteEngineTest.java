package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;

/** Engines that are reached by TCP, by Docker's contexts and by ssh. */
@Tag("slow")
@Timeout(180)
class RemoteEngineTest {
    @TempDir
    Path directory;

    @AfterAll
    static void removeCaches() {
        TestImages.removeCaches(Environment.system());
    }

    private static Command shell(String script) {
        return new Command(
                List.of(new Text("/bin/sh"), new Text("-c"), new Text(script)),
                Map.of("PATH", new Text("/usr/bin:/bin")),
                Place.of(Place.Root.WORK),
                Optional.empty());
    }

    /** Files go in, a command works on them, its output and a file come back. */
    private void works(Environment environment) throws IOException, InterruptedException {
        Path in = Files.writeString(directory.resolve("in"), "sent\n");
        Path out = directory.resolve("out");
        StringBuilder printed = new StringBuilder();
        try (Workspace workspace =
                DockerFaultTest.open(Containers.image(TestImages.small()).environment(environment), directory)) {
            workspace.copyIn(in, new Place(Place.Root.WORK, "in"));
            Exit exit = workspace
                    .start(shell("cat in; tr a-z A-Z <in >out"), Bindings.NONE, (channel, bytes) -> {
                        while (bytes.hasRemaining()) {
                            printed.append((char) bytes.get());
                        }
                    })
                    .await();
            assertThat(exit.successful()).isTrue();
            workspace.copyOut(new Place(Place.Root.WORK, "out"), out);
        }
        assertThat(printed).hasToString("sent\n");
        assertThat(out).hasContent("SENT\n");
        assertThat(Files.getOwner(out)).isEqualTo(Files.getOwner(directory));
    }

    @Test
    void anEngineBehindATcpPortIsReachedByHostAndByContext() throws IOException, InterruptedException {
        TestImages.engine();
        try (Relay relay = Relay.start()) {
            String address = "tcp://127.0.0.1:" + relay.port();
            works(Environment.system().withVariable("DOCKER_HOST", address));
            assertThat(relay.connections()).isPositive();
            String configuration = directory.resolve("docker").toString();
            Processes.Result made = Processes.run(
                    directory,
                    Map.of("DOCKER_CONFIG", configuration),
                    List.of("docker", "context", "create", "far", "--docker", "host=" + address));
            assertThat(made.exit()).describedAs(made.output()).isZero();
            Environment environment = Environment.system().withVariable("DOCKER_CONFIG", configuration);
            works(environment.withVariable("DOCKER_CONTEXT", "far"));
            assertThat(relay.connections()).isPositive();
            Processes.run(
                    directory, Map.of("DOCKER_CONFIG", configuration), List.of("docker", "context", "use", "far"));
            works(environment);
            assertThat(relay.connections()).isPositive();
        }
    }

    @Test
    void aContextThatIsNotThereIsNoOtherEngine() {
        Environment environment = Environment.system()
                .withVariable("DOCKER_CONFIG", directory.toString())
                .withVariable("DOCKER_CONTEXT", "missing");
        assertThatThrownBy(() -> Containers.clean(environment, false))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("no Docker context 'missing'");
    }

    @Test
    void anEngineBehindSshIsReachedByTheUsersClient() throws IOException, InterruptedException {
        TestImages.engine();
        try (LocalSshServer server = LocalSshServer.start(directory)) {
            Path temporary = Files.createDirectory(directory.resolve("tmp"));
            works(server.environment().withVariable("TMPDIR", temporary.toString()));
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void aLostConnectionIsToldWithWhatSshSays() throws IOException, InterruptedException {
        TestImages.engine();
        LocalSshServer server = LocalSshServer.start(directory);
        Workspace workspace =
                DockerFaultTest.open(Containers.image(TestImages.small()).environment(server.environment()), directory);
        try {
            CountDownLatch printed = new CountDownLatch(1);
            RunningCommand command =
                    workspace.start(shell("echo x; sleep 600"), Bindings.NONE, (channel, bytes) -> printed.countDown());
            printed.await();
            server.close();
            Exit exit = command.await();
            assertThat(exit.outcome()).isEqualTo(Outcome.LOST);
            assertThat(exit.detail()).contains("ssh://", "does not answer", "Connection refused");
            assertThatThrownBy(workspace::close).isInstanceOf(PlatformException.class);
        } finally {
            server.close();
            DockerFaultTest.docker("rm", "--force", DockerFaultTest.container(workspace));
        }
        assertThatThrownBy(() -> Containers.image(TestImages.small())
                        .environment(server.environment())
                        .inspect(new Inspection(Set.of(), Set.of(), List.of())))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("ssh says")
                .hasMessageContaining("Connection refused");
    }
}
