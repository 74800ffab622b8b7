package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.nrnwheel.env.Environment;

/** OpenSSH's real server on this machine, with keys made for it, and a client that knows them. */
final class LocalSshServer implements AutoCloseable {
    private final Process process;
    private final int port;
    private final Path client;

    private LocalSshServer(Process process, int port, Path client) {
        this.process = process;
        this.port = port;
        this.client = client;
    }

    static LocalSshServer start(Path directory) throws IOException, InterruptedException {
        int port = LocalRegistry.freePort();
        for (String key : List.of("host", "user")) {
            run(directory, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
        }
        Files.writeString(
                directory.resolve("known"),
                "[127.0.0.1]:" + port + " " + Files.readString(directory.resolve("host.pub")));
        Files.createDirectories(Path.of("/run/sshd"));
        Path configuration = Files.writeString(directory.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %2$s/host
                AuthorizedKeysFile %2$s/user.pub
                PidFile none
                StrictModes no
                UsePAM yes
                PermitRootLogin prohibit-password
                PasswordAuthentication no
                MaxStartups 100
                """.formatted(port, directory));
        Process process = new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
        LocalSshServer server = new LocalSshServer(process, port, client(directory));
        LocalRegistry.awaitAnswer(process, port, directory.resolve("sshd.log"));
        return server;
    }

    /** A user has this in a configuration; that of the user who runs the tests is left alone. */
    private static Path client(Path directory) throws IOException {
        Path programs = Files.createDirectory(directory.resolve("bin"));
        Path ssh = Files.writeString(programs.resolve("ssh"), """
                #!/bin/sh
                exec /usr/bin/ssh -F /dev/null -o BatchMode=yes -i %1$s/user -o UserKnownHostsFile=%1$s/known "$@"
                """.formatted(directory));
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
        return programs;
    }

    private static void run(Path directory, String... argv) throws IOException, InterruptedException {
        Processes.Result result = Processes.run(directory, Map.of(), List.of(argv));
        assertThat(result.exit()).describedAs(result.output()).isZero();
    }

    /** The environment of a user whose engine is behind this server. */
    Environment environment() {
        Environment system = Environment.system();
        return system.withVariable("DOCKER_HOST", "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port)
                .withVariable("PATH", client + ":" + system.variable("PATH").orElse(""));
    }

    /** Ends the server with all its connections. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
