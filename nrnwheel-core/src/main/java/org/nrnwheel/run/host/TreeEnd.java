package org.nrnwheel.run.host;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Ends groups of processes: asks each (TERM), and kills (KILL) who is still there after the grace time. */
final class TreeEnd {
    private static final long LOOK_MILLIS = 20;
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private TreeEnd() {}

    /**
     * Ends a group and returns when nobody of it runs, or when even killing did not help (a process in the kernel's
     * hands). An interrupt does not stop it; the flag is kept.
     */
    static void end(ProcessGroup group, Duration grace) {
        if (!ask(group, grace)) {
            kill(group);
        }
    }

    private static boolean ask(ProcessGroup group, Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        Set<ProcessHandle> asked = new HashSet<>();
        do {
            Set<ProcessHandle> alive = group.alive();
            if (alive.isEmpty()) {
                return true;
            }
            alive.stream().filter(asked::add).forEach(ProcessHandle::destroy);
            Waits.sleep(LOOK_MILLIS);
        } while (System.nanoTime() < end);
        return false;
    }

    private static void kill(ProcessGroup group) {
        long end = System.nanoTime() + KILL_LIMIT.toNanos();
        Set<ProcessHandle> alive = group.alive();
        while (!alive.isEmpty() && System.nanoTime() < end) {
            alive.forEach(ProcessHandle::destroyForcibly);
            Waits.sleep(LOOK_MILLIS);
            alive = group.alive();
        }
    }
}
