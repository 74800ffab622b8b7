package org.nrnwheel.tests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.error.WheelException;

/** Audits bytes as a wheel, in memory where the system has a file system there. */
final class Scratch {
    private static final Path DIRECTORY = directory();

    private Scratch() {}

    private static Path directory() {
        try {
            Path memory = Path.of("/dev/shm");
            Path made = Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "nrnwheel-fuzz")
                    : Files.createTempDirectory("nrnwheel-fuzz");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                made.resolve("demo-1.0-cp311-cp311-linux_x86_64.whl").toFile().delete();
                made.toFile().delete();
            }));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void audit(byte[] wheel) {
        Path file = DIRECTORY.resolve("demo-1.0-cp311-cp311-linux_x86_64.whl");
        try {
            AuditReport report = WheelAuditor.audit(Files.write(file, wheel));
            report.toText();
            report.toJson();
            report.explain();
            AuditReport.toSarif(List.of(report));
        } catch (WheelException e) {
            // The one error that a damaged wheel may end in.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
