import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.nrnwheel.WheelRepairer;

/**
 * Repairs wheels in one JVM: what a service or a build tool that embeds it sees. Reads lines with a wheel's path each, repairs it, and
 * answers with the seconds that it took.
 */
public final class WarmRepair {
    private static final double NANOS = 1e9;

    private WarmRepair() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException {
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String wheel = asked.readLine(); wheel != null; wheel = asked.readLine()) {
            Path directory = Files.createTempDirectory("repaired");
            long start = System.nanoTime();
            WheelRepairer.nrnwheel().exclude("libgomp.so.1").repair(Path.of(wheel), directory);
            System.out.println((System.nanoTime() - start) / NANOS);
            empty(directory);
        }
    }

    private static void empty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
