package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Environment;

/** A Docker Engine beside the machine's own, to be stopped and filled up; its containers have no network. Needs root. */
final class OwnEngine implements AutoCloseable {
    private final Path directory;
    private final List<String> arguments = new ArrayList<>();
    private @Nullable Process process;

    private OwnEngine(Path directory) {
        this.directory = directory;
    }

    /** Starts one whose files are in a directory. */
    static OwnEngine start(Path directory) throws IOException, InterruptedException {
        OwnEngine engine = new OwnEngine(directory);
        Files.createDirectories(engine.data());
        engine.start();
        return engine;
    }

    /** Starts one whose images and containers have so many megabytes and no more. */
    static OwnEngine startOnSmallDisk(Path directory, int megabytes) throws IOException, InterruptedException {
        OwnEngine engine = new OwnEngine(directory);
        Files.createDirectories(engine.data());
        run(List.of(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + megabytes + "m",
                "tmpfs",
                engine.data().toString()));
        engine.start();
        return engine;
    }

    /**
     * Starts one that takes itself to have NVIDIA's GPUs: a program in its place writes down each container that gets them. What
     * a container then really has is not shown.
     */
    static OwnEngine startWithGpus(Path directory) throws IOException, InterruptedException {
        OwnEngine engine = new OwnEngine(directory);
        Files.createDirectories(engine.data());
        Path hook = engine.programs().resolve("nvidia-container-runtime-hook");
        Files.createDirectories(engine.programs());
        Files.writeString(hook, "#!/bin/sh\ncat >>" + engine.gpuContainers() + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        engine.arguments.addAll(List.of("--add-runtime", "nvidia=runc"));
        engine.start();
        return engine;
    }

    private Path programs() {
        return directory.resolve("bin");
    }

    /** The states of containers that got GPUs. */
    Path gpuContainers() {
        return directory.resolve("gpu-containers");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path socket() {
        return directory.resolve("docker.sock");
    }

    void start() throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        List<String> argv = new ArrayList<>(List.of(
                // An engine without a bridge removes the bridge of the machine's own: it must not see it.
                "unshare",
                "--net",
                "dockerd",
                "--data-root=" + data(),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + directory.resolve("pid"),
                "--host=unix://" + socket(),
                "--bridge=none",
                "--iptables=false",
                "--ip6tables=false",
                "--ip-masq=false"));
        argv.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().merge("PATH", programs().toString(), (path, own) -> own + ":" + path);
        Process started = builder.start();
        process = started;
        while (docker("version").exit() != 0) {
            assertThat(started.isAlive())
                    .describedAs("%s", Files.readString(log))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Stops it, as its service is stopped: containers end with it. */
    void stop() {
        Process running = process;
        if (running != null) {
            running.destroy();
            running.onExit().join();
        }
    }

    /** Copies an image of the machine's engine. */
    void load(String image) throws IOException, InterruptedException {
        String pipe = "docker save \"$1\" | docker --host \"unix://$2\" load";
        run(List.of("sh", "-c", pipe, "sh", image, socket().toString()));
    }

    Processes.Result docker(String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("docker", "--host", "unix://" + socket()));
        argv.addAll(List.of(words));
        return Processes.run(directory, Map.of(), argv);
    }

    Environment environment() {
        return Environment.system()
                .withVariable("DOCKER_HOST", "unix://" + socket())
                .withVariable("NRNWHEEL_CACHE", directory.resolve("cache").toString());
    }

    private static void run(List<String> argv) throws IOException, InterruptedException {
        Processes.Result result = Processes.run(Path.of("/"), Map.of(), argv);
        assertThat(result.exit()).describedAs(argv + "\n" + result.output()).isZero();
    }

    @Override
    public void close() throws IOException {
        stop();
        try {
            for (String mount : mounts()) {
                run(List.of("umount", mount));
            }
            run(List.of("rm", "--recursive", "--force", "--one-file-system", data().toString()));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** What the engine and we mounted, the innermost first. */
    private List<String> mounts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.replaceFirst("^\\S+ (\\S+) .*", "$1"))
                .filter(mount -> Path.of(mount).startsWith(directory))
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
