package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How often the kernel killed for want of memory in this process's control group (cgroups v2, {@code memory.events}). */
final class MemoryEvents {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String COUNTER = "oom_kill ";

    private final long before;

    private MemoryEvents(long before) {
        this.before = before;
    }

    static MemoryEvents now() {
        return new MemoryEvents(count());
    }

    boolean killedSince() {
        return count() > before;
    }

    private static long count() {
        return group().map(MemoryEvents::read).orElse(0L);
    }

    private static Optional<Path> group() {
        try {
            return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
                    .filter(line -> line.startsWith("0::/"))
                    .map(line -> ROOT.resolve(line.substring("0::/".length())))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long read(Path group) {
        try {
            return Files.readAllLines(group.resolve("memory.events")).stream()
                    .filter(line -> line.startsWith(COUNTER))
                    .mapToLong(line -> Long.parseLong(line.substring(COUNTER.length())))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
