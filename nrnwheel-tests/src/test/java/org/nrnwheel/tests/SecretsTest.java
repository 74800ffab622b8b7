package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.docker.ImageBuild;
import org.nrnwheel.docker.Registry;
import org.nrnwheel.docker.WheelImage;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.result.BuildFailedException;

/** A registry's password goes through all that uses it, and is looked for in all that people and programs can read. */
@Tag("slow")
@Timeout(300)
class SecretsTest {
    private static final String WRITES_ITS_ENVIRONMENT = """
            print("the password is", os.environ["REGISTRY_PASSWORD"], flush=True)
            raise RuntimeError("refused: " + os.environ["REGISTRY_PASSWORD"])
            """;

    @TempDir
    Path directory;

    private final String password = "pw-" + UUID.randomUUID();
    private final String wrong = "no-" + UUID.randomUUID();
    private final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    private final Handler log = new Collector(shown);
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();

    /** Keeps all that is logged, with stack traces. */
    private static final class Collector extends Handler {
        private final List<String> lines;

        Collector(List<String> lines) {
            this.lines = lines;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getMessage() + " "
                    + List.of(Optional.ofNullable(entry.getParameters()).orElse(new Object[0])));
            Optional.ofNullable(entry.getThrown()).ifPresent(thrown -> lines.add(trace(thrown)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text + "\n" + error + "\n" + error.getMessage();
    }

    @BeforeEach
    void listen() {
        root.addHandler(log);
        root.setLevel(Level.ALL);
    }

    @AfterEach
    void listenNoMore() {
        root.setLevel(before);
        root.removeHandler(log);
    }

    @AfterAll
    static void removeCaches() {
        TestImages.removeCaches(Environment.system());
    }

    private Environment environment() {
        return Environment.system()
                .withVariable("DOCKER_CONFIG", directory.resolve("config").toString())
                .withVariable("NRNWHEEL_CACHE", directory.resolve("cache").toString());
    }

    @Test
    void aRegistrysPasswordIsShownNowhere() throws IOException, InterruptedException {
        String base = TestImages.small();
        String manylinux = TestImages.manylinux();
        try (LocalRegistry registry =
                        LocalRegistry.start(Files.createDirectories(directory.resolve("registry")), password);
                CommandLines commands = CommandLines.watchAll()) {
            String name = registry.host() + "/test/secret:feature-x";
            shown.add(trace(catchThrowable(() ->
                    Registry.of(registry.host(), environment()).login(LocalRegistry.USER, Secret.of("WRONG", wrong)))));
            login(registry, wrong, 6);
            login(registry, password, 0);
            Registry.of(registry.host(), environment())
                    .login(LocalRegistry.USER, Secret.of("REGISTRY_PASSWORD", password));
            images(name, base);
            build(manylinux);

            assertHidden(String.join("\n", shown));
            assertThat(commands.seen())
                    .anyMatch(line -> line.contains("image login " + registry.host()))
                    .anyMatch(line -> line.contains("build_wheel"))
                    .allSatisfy(this::assertHidden);
        }
    }

    private void assertHidden(String text) {
        String pair = Base64.getEncoder()
                .encodeToString((LocalRegistry.USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        assertThat(text).doesNotContain(password, wrong, pair);
    }

    /** Logs in by the command line. */
    private void login(LocalRegistry registry, String value, int exit) throws IOException, InterruptedException {
        List<String> argv = ClassPaths.nrnwheel(
                "image",
                "login",
                registry.host(),
                "--user",
                LocalRegistry.USER,
                "--password-env",
                "REGISTRY_PASSWORD",
                "--debug");
        Processes.Result result = Processes.run(
                directory,
                Map.of(
                        "REGISTRY_PASSWORD",
                        value,
                        "DOCKER_CONFIG",
                        directory.resolve("config").toString()),
                argv);
        assertThat(result.exit()).describedAs(result.output()).isEqualTo(exit);
        shown.add(result.output());
    }

    /** Builds an image, pushes it, pulls it; and looks into its layers and its history. */
    private void images(String name, String base) throws IOException, InterruptedException {
        Path context = Files.createDirectories(directory.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM " + base + "\nRUN env >/environment\n");
        ImageBuild build = new ImageBuild(context, "Dockerfile", Map.of(), Optional.empty());
        WheelImage image = WheelImage.of(name).environment(environment());
        shown.add(image.build(build, shown::add).toString());
        try {
            shown.add(image.push(shown::add).toString());
            shown.add(image.pull(shown::add).toString());
            shown.add(docker("history", "--no-trunc", name));
            shown.add(docker("image", "inspect", name));
            Path archive = directory.resolve("image.tar");
            docker("save", "--output", archive.toString(), name);
            Processes.Result found = Processes.run(
                    directory,
                    Map.of("WANTED", password),
                    List.of("sh", "-c", "printf %s \"$WANTED\" >wanted; exec grep -c -a -F -f wanted image.tar"));
            assertThat(found.exit()).describedAs(found.output()).isEqualTo(1);
        } finally {
            docker("image", "rm", "--force", name);
        }
    }

    private String docker(String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("docker"));
        argv.addAll(List.of(words));
        Processes.Result result = Processes.run(directory, Map.of(), argv);
        assertThat(result.exit()).describedAs(result.output()).isZero();
        return result.output();
    }

    /** Builds a project that shows the password it was given, and fails. */
    private void build(String image) throws IOException {
        Path tree = Samples.copy("slow", directory.resolve("tree"));
        Path backend = tree.resolve("backend.py");
        Files.writeString(
                backend,
                Files.readString(backend).replace("    noise = ", WRITES_ITS_ENVIRONMENT.indent(4) + "    noise = "));
        Path wheelhouse = directory.resolve("wheelhouse");
        Throwable failed = catchThrowable(() -> WheelBuilder.linux()
                .source(tree)
                .python("3.12")
                .environment(environment())
                .environment("REGISTRY_PASSWORD", Secret.of("REGISTRY_PASSWORD", password))
                .on(Containers.image(image).environment(environment()))
                .listener(event -> shown.add(event.toString()))
                .withoutRepair()
                .test(Testing.NONE)
                .wheelhouse(wheelhouse)
                .build());
        assertThat(failed)
                .isInstanceOfSatisfying(
                        BuildFailedException.class, e -> shown.add(e.report().toJson()));
        shown.add(trace(failed));
        assertThat(String.join("\n", shown)).contains("the password is ***");
        try (Stream<Path> files = Files.walk(wheelhouse)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                shown.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }
}
