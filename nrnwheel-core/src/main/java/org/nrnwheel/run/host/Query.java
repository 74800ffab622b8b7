package org.nrnwheel.run.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.OutputSink.Channel;

/** Runs small helper programs of our own on this host, or behind another launcher, and keeps what they print. */
public final class Query {
    private static final int LIMIT = 1 << 20;
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final List<String> KEPT = List.of("PATH", "HOME", "TMPDIR", "DEVELOPER_DIR", "SDKROOT");

    private final Launcher launcher;
    private final Map<String, String> environment;

    /**
     * Asks behind a launcher.
     *
     * @param launcher starts the programs
     */
    public Query(Launcher launcher) {
        this.launcher = launcher;
        this.environment = Map.of();
    }

    Query(Environment environment) {
        this.launcher = HostLauncher.of(environment);
        this.environment = new TreeMap<>(Map.of("LC_ALL", "C.UTF-8"));
        KEPT.forEach(name -> environment.variable(name).ifPresent(value -> this.environment.put(name, value)));
    }

    /** Returns what a program prints when it ends well within 5 seconds. */
    Optional<String> output(List<String> argv) {
        return output(argv, TIME);
    }

    /** Returns what a program prints when it ends well within a time. */
    Optional<String> output(List<String> argv, Duration limit) {
        try {
            Result result = run(argv, environment, Optional.of(limit));
            return result.exit().successful() ? Optional.of(result.out()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Runs a program that must end well; what it says stands in the error. */
    void run(List<String> argv) throws IOException {
        Result result = run(argv, environment, Optional.empty());
        if (!result.exit().successful()) {
            throw new IOException(
                    argv.get(0) + ": " + result.exit() + ": " + result.err().strip());
        }
    }

    /**
     * Runs a program in the root directory. An interrupt cancels it.
     *
     * @param argv the program and its arguments
     * @param whole the whole environment
     * @param limit how long it may run
     * @return what came of it
     * @throws IOException when it cannot be started
     */
    public Result run(List<String> argv, Map<String, String> whole, Optional<Duration> limit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Exit exit = run(argv, whole, limit, (channel, bytes) -> keep(channel == Channel.OUT ? out : err, bytes));
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Exit run(
            List<String> argv, Map<String, String> whole, Optional<Duration> limit, BiConsumer<Channel, byte[]> sink)
            throws IOException {
        Process process = launcher.launch(argv, whole, Path.of("/"));
        HostCommand command = HostCommand.watch(
                process, ProcessGroup.of(process), limit, (channel, bytes) -> sink.accept(channel, array(bytes)));
        try {
            return command.await();
        } catch (InterruptedException e) {
            command.cancel();
            Exit exit = command.awaitUninterruptibly();
            Thread.currentThread().interrupt();
            return exit;
        }
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return array;
    }

    private static void keep(ByteArrayOutputStream kept, byte[] bytes) {
        kept.write(bytes, 0, Math.min(bytes.length, LIMIT - Math.min(LIMIT, kept.size())));
    }

    /**
     * What came of a program.
     *
     * @param exit how it ended
     * @param out the first megabyte of what it printed
     * @param err the first megabyte of its errors
     */
    public record Result(Exit exit, String out, String err) {}
}
