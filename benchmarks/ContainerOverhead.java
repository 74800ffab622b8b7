package org.nrnwheel.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nrnwheel.LinuxWheelBuilder;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;

/** Times pairs of a raw {@code docker run} and a plan of the same commands; see container-overhead.sh. */
public final class ContainerOverhead {
    private static final int STEPS = 10;
    private static final Command TRUE = new Command(
            List.of(new Text("/bin/true")),
            Map.of("PATH", new Text("/usr/bin:/bin")),
            Place.of(Place.Root.WORK),
            Optional.of(Duration.ofMinutes(1)));

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String image = arguments[0];
        int pairs = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory("overhead");
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(tree.resolve("pyproject.toml"), "[project]\nname = 'overhead'\nversion = '1'\n");
        Platform platform = Containers.image(image);
        LinuxWheelBuilder builder = WheelBuilder.linux()
                .source(tree)
                .python("3.11")
                .on(platform)
                .environment(Environment.system()
                        .withVariable("NRNWHEEL_CACHE", directory.resolve("cache").toString()))
                .wheelhouse(directory.resolve("wheelhouse"));
        BuildPlan plan = plan(builder);
        double[] raw = new double[pairs];
        double[] ours = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            raw[pair] = seconds(() -> dockerRun(image));
            ours[pair] = seconds(() -> build(plan, platform, builder));
            System.out.printf("pair %2d: docker run %.2f s, plan %.2f s%n", pair + 1, raw[pair], ours[pair]);
        }
        System.out.printf(
                "medians: docker run %.2f s, plan %.2f s, %.2f s more%n",
                median(raw), median(ours), median(ours) - median(raw));
        Containers.clean(
                Environment.system()
                        .withVariable("NRNWHEEL_CACHE", directory.resolve("cache").toString()),
                true);
    }

    private static double seconds(Work work) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void dockerRun(String image) throws IOException, InterruptedException {
        String script = "/bin/true;".repeat(STEPS);
        Process process = new ProcessBuilder("docker", "run", "--rm", image, "/bin/sh", "-ec", script).inheritIO().start();
        check(process.waitFor());
    }

    /** A plan for a tree of one file; its first job is the only one. */
    private static BuildPlan plan(LinuxWheelBuilder builder) {
        BuildPlan planned = builder.plan();
        BuildJob job = planned.jobs().get(0);
        List<Step> steps = IntStream.rangeClosed(1, STEPS)
                .<Step>mapToObj(step -> new RunStep("true-" + step, TRUE, List.of(), Optional.empty()))
                .toList();
        return new BuildPlan(
                planned.schema(),
                planned.recipe(),
                planned.platform(),
                planned.image(),
                planned.sourceState(),
                1,
                List.of(new BuildJob(job.id(), job.interpreter(), Needs.NOTHING, steps)),
                List.of());
    }

    private static void build(BuildPlan plan, Platform platform, LinuxWheelBuilder builder) {
        BuildReport report = Runner.start(plan, platform, builder.request(), builder.context(), Engines.standard())
                .await();
        if (report.jobs().get(0).status() != JobResult.Status.BUILT) {
            throw new IllegalStateException("the plan failed: " + report);
        }
    }

    private static void check(int code) {
        if (code != 0) {
            throw new IllegalStateException("exit code " + code);
        }
    }
}
