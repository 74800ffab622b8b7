package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;

/** Builds onto a small file system that is filled up: {@code FullDiskBuild TREE DISK PYTHON...}. */
public final class FullDiskBuild {
    /** Bytes that are free: nothing, the directories, a log or two, the first wheel. */
    private static final List<Long> FREE = List.of(0L, 16_384L, 1_000_000L, 4_000_000L);

    private FullDiskBuild() {}

    /**
     * Builds with little room and then with enough.
     *
     * @param arguments the tree, the small file system, and the interpreters
     * @throws IOException when the disk cannot even be filled
     */
    public static void main(String[] arguments) throws IOException {
        Path tree = Path.of(arguments[0]);
        Path disk = Path.of(arguments[1]);
        List<String> pythons = List.of(arguments).subList(2, arguments.length);
        // The last holds one wheel: too much where there is one interpreter only.
        for (long free : FREE.subList(0, 2 + pythons.size())) {
            Path wheelhouse = disk.resolve("wheelhouse" + free);
            Path ballast = disk.resolve("ballast");
            fill(ballast, disk, free);
            Optional<WheelException> error = build(tree, wheelhouse, pythons);
            Map<String, String> delivered = WholeWheels.in(wheelhouse);
            assertThat(error).describedAs("free: %s", free).hasValueSatisfying(FullDiskBuild::isClear);
            assertThat(delivered.size()).isLessThan(pythons.size());

            Files.delete(ballast);
            BuildReport report =
                    KilledBuild.builder(tree, wheelhouse, 1, pythons).build();
            assertThat(report.jobs())
                    .filteredOn(job -> job.status() == JobResult.Status.RESTORED)
                    .hasSameSizeAs(delivered.keySet());
            assertThat(WholeWheels.in(wheelhouse)).hasSameSizeAs(pythons).containsAllEntriesOf(delivered);
            remove(wheelhouse);
        }
    }

    private static Optional<WheelException> build(Path tree, Path wheelhouse, List<String> pythons) {
        try {
            KilledBuild.builder(tree, wheelhouse, 1, pythons).build();
            return Optional.empty();
        } catch (WheelException e) {
            return Optional.of(e);
        }
    }

    private static void isClear(WheelException error) {
        assertThat(error.code()).isIn("build-failed", "wheelhouse");
        assertThat(error).hasMessageContaining("No space left on device");
        assertThat(error.remedy()).containsIgnoringCase("disk");
    }

    private static void fill(Path ballast, Path disk, long free) throws IOException {
        long size = Files.getFileStore(disk).getUsableSpace() - free;
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long written = 0; written + block.length <= size; written += block.length) {
                out.write(block);
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
