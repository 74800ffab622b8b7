package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.event.BuildListener;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.RunningBuild;

/** One build begins and ends while another one of the same tree is in the middle. */
@Tag("slow")
@Timeout(600)
class ConcurrentContainerBuildTest {
    /** Writes into the tree, as NEURON's setup.py does, and waits while a file says so. */
    private static final String MIDDLE = """
            with open("of-this-build", "x") as file:
                file.write("x")
            while os.path.exists("/nrnwheel-test/hold"):
                print("held", flush=True)
                time.sleep(0.1)
            if sorted(name for name in os.listdir(".") if name.startswith("of-")) != ["of-this-build"]:
                raise RuntimeError("another build wrote here")
            """;

    @TempDir
    Path directory;

    @AfterAll
    static void removeCaches() {
        TestImages.removeCaches(Environment.system());
    }

    private RunningBuild start(Path tree, String name, BuildListener listener) throws IOException {
        Environment environment = Environment.system()
                .withVariable("NRNWHEEL_CACHE", directory.resolve("cache").toString());
        return WheelBuilder.linux()
                .source(tree)
                .python("3.11")
                .environment(environment)
                .on(Containers.image(TestImages.manylinux())
                        .environment(environment)
                        .mount(Files.createDirectories(directory.resolve(name)), "/nrnwheel-test"))
                .withoutRepair()
                .test(Testing.NONE)
                .listener(listener)
                .wheelhouse(directory.resolve(name + "-wheels"))
                .start();
    }

    @Test
    void twoBuildsOfOneTreeDoNotDisturbEachOther() throws IOException, InterruptedException {
        Path tree = Samples.copy("slow", directory.resolve("tree"));
        Path backend = tree.resolve("backend.py");
        Files.writeString(
                backend, Files.readString(backend).replace("    noise = ", MIDDLE.indent(4) + "    noise = "));
        String before = TreeHash.of(tree);
        Path hold = Files.createDirectories(directory.resolve("first")).resolve("hold");
        Files.createFile(hold);
        CountDownLatch held = new CountDownLatch(1);

        RunningBuild first = start(tree, "first", event -> {
            if (event instanceof BuildEvent.StepOutput output
                    && output.lines().stream().anyMatch(line -> line.strip().equals("held"))) {
                held.countDown();
            }
        });
        held.await();
        BuildReport second = start(tree, "second", event -> {}).await();
        assertThat(first.completion().toCompletableFuture()).isNotDone();
        Files.delete(hold);

        assertThat(first.await().wheels()).hasSize(1);
        assertThat(second.wheels()).hasSize(1);
        assertThat(second.wheels().get(0).sha256())
                .isEqualTo(first.await().wheels().get(0).sha256());
        assertThat(TreeHash.of(tree)).isEqualTo(before);
    }
}
