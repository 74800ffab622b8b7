import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;

/** Times pairs of a raw {@code docker run} and a workspace of ours; see container-overhead.sh. */
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
        double[] raw = new double[pairs];
        double[] ours = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            raw[pair] = seconds(() -> dockerRun(image));
            ours[pair] = seconds(() -> workspace(image, directory));
            System.out.printf("pair %2d: docker run %.2f s, workspace %.2f s%n", pair + 1, raw[pair], ours[pair]);
        }
        System.out.printf(
                "medians: docker run %.2f s, workspace %.2f s, %.2f s more%n",
                median(raw), median(ours), median(ours) - median(raw));
        Containers.clean(Environment.system().withVariable("NRNWHEEL_CACHE", directory.toString()), true);
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

    private static void workspace(String image, Path directory) throws InterruptedException {
        WorkspaceRequest request = new WorkspaceRequest(
                "overhead", Optional.empty(), directory.resolve("cache"), directory.resolve("wheelhouse"), Needs.NOTHING);
        try (Workspace workspace = Containers.image(image).open(request)) {
            for (int step = 0; step < STEPS; step++) {
                Exit exit = workspace.start(TRUE, Bindings.NONE, (channel, bytes) -> {}).await();
                check(exit.code());
            }
        }
    }

    private static void check(int code) {
        if (code != 0) {
            throw new IllegalStateException("exit code " + code);
        }
    }
}
