import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nrnwheel.WheelAuditor;

/** Audits wheels again and again in one JVM, each time beside {@code unzip -t}: what a service or a build tool that embeds it sees. */
public final class WarmAudit {
    private static final int WARM_UP = 10;
    private static final double NANOS = 1e9;

    private WarmAudit() {}

    /** Arguments: the number of runs, then wheels. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int runs = Integer.parseInt(args[0]);
        List<Path> wheels = Stream.of(args).skip(1).map(Path::of).toList();
        for (int i = 0; i < WARM_UP; i++) {
            wheels.forEach(WheelAuditor::audit);
        }
        for (Path wheel : wheels) {
            double[] audit = new double[runs];
            double[] unzip = new double[runs];
            for (int run = 0; run < runs; run++) {
                long start = System.nanoTime();
                WheelAuditor.audit(wheel);
                long middle = System.nanoTime();
                unzip(wheel);
                audit[run] = (middle - start) / NANOS;
                unzip[run] = (System.nanoTime() - middle) / NANOS;
            }
            double ratio = median(audit) / median(unzip);
            System.out.printf(
                    "%s%n  in a warm JVM    %7.3f s wall   unzip -t %7.3f s   %.2f of unzip's time%n",
                    wheel.getFileName(), median(audit), median(unzip), ratio);
        }
    }

    private static void unzip(Path wheel) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("unzip", "-tqq", wheel.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("unzip -t failed on " + wheel);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
