package org.nrnwheel.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The process that a container belongs to, as the container's label says it.
 *
 * @param machine the boot of the machine and the process's namespace; empty when unknown
 * @param pid its id
 * @param start when it started, in milliseconds; with the id it names a process for ever
 */
record Owner(String machine, long pid, long start) {
    private static final Pattern SPACE = Pattern.compile(" ");

    /** This process. */
    static Owner self() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(here(), self.pid(), start(self));
    }

    static Optional<Owner> parse(String label) {
        List<String> parts = SPACE.splitAsStream(label).toList();
        return parts.size() == 3
                        && parts.get(1).matches("\\d{1,10}")
                        && parts.get(2).matches("\\d{1,18}")
                ? Optional.of(new Owner(parts.get(0), Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2))))
                : Optional.empty();
    }

    /** Whether it certainly runs no more; one of another machine or boot is none of our business. */
    boolean gone() {
        return !machine.isEmpty()
                && machine.equals(here())
                && ProcessHandle.of(pid)
                        .filter(handle -> handle.isAlive() && start(handle) == start)
                        .isEmpty();
    }

    @Override
    public String toString() {
        return machine + " " + pid + " " + start;
    }

    private static long start(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String here() {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException e) {
            return "";
        }
    }
}
