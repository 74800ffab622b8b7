package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;

class SharedCacheGateTest {
    private static final Needs NEEDS = new Needs(
            false, Optional.of(new Place(Place.Root.CACHE, "ccache")), Optional.of(Bench.WORK.resolve("core-built")));

    @TempDir
    Path directory;

    Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(directory);
        Files.createDirectories(directory.resolve("cache/ccache"));
    }

    /** The first job waits for the second, which starts only once the first says that the cache is filled. */
    @Test
    void theSecondJobStartsInTheSerialRestOfTheFirst() {
        BuildJob first = Bench.job(
                "cp311",
                NEEDS,
                Bench.run("core", "echo core; touch $WORK/core-built"),
                Bench.run("tail", "until [ -e " + directory + "/second ]; do sleep 0.05; done; echo tail"),
                Bench.build("echo > a.whl"),
                Bench.deliver());
        BuildJob second =
                Bench.job("cp312", NEEDS, Bench.build("touch " + directory + "/second; echo > b.whl"), Bench.deliver());

        assertThat(bench.build(Bench.plan(2, first, second)).successful()).isTrue();
        assertThat(order())
                .containsSubsequence("cp311 core", "cp312 build")
                .containsSubsequence("cp312 build", "cp311 build");
        assertThat(directory.resolve("cache/ccache/nrnwheel-warm-shell")).exists();
    }

    @Test
    void theSecondJobStartsWhenTheFirstFails() {
        BuildJob first = Bench.job("cp311", NEEDS, Bench.run("core", "exit 1"));
        BuildJob second = Bench.job("cp312", NEEDS, Bench.build("echo > b.whl"), Bench.deliver());
        var build = bench.start(Bench.plan(2, first, second));
        assertThat(build.completion()
                        .handle((report, error) -> error != null)
                        .toCompletableFuture()
                        .join())
                .isTrue();
        assertThat(bench.wheelhouse().resolve("b.whl")).exists();
    }

    @Test
    void nobodyWaitsForAWarmCache() throws IOException {
        Files.writeString(directory.resolve("cache/ccache/nrnwheel-warm-shell"), "");
        BuildJob first = Bench.job(
                "cp311",
                NEEDS,
                Bench.run("core", "until [ -e " + directory + "/second ]; do sleep 0.05; done"),
                Bench.build("echo > a.whl"),
                Bench.deliver());
        BuildJob second =
                Bench.job("cp312", NEEDS, Bench.build("touch " + directory + "/second; echo > b.whl"), Bench.deliver());
        assertThat(bench.build(Bench.plan(2, first, second)).successful()).isTrue();
    }

    private List<String> order() {
        return bench.events().stream()
                .filter(BuildEvent.StepStarted.class::isInstance)
                .map(BuildEvent.StepStarted.class::cast)
                .map(event -> event.id().python() + " " + event.step())
                .toList();
    }
}
