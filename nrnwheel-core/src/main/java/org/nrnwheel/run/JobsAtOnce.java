package org.nrnwheel.run;

import java.util.Optional;
import java.util.OptionalLong;

/** How many jobs run at once. */
final class JobsAtOnce {
    /** What one process of a C++ compiler may take. Each job runs as many of them as there are processors. */
    static final long COMPILER_MEMORY = 1L << 30;

    private JobsAtOnce() {}

    /**
     * Two at once already fill what a job leaves idle; more than one for each two processors only get in each other's way. What
     * the memory does not hold is never begun, whoever asks for it: a compiler that is killed costs a build.
     */
    static int of(Optional<Integer> wanted, int jobs, int processors, OptionalLong memory) {
        int usual = Math.max(2, processors / 2);
        long held = memory.orElse(Long.MAX_VALUE) / (COMPILER_MEMORY * processors);
        return (int) Math.max(1, Math.min(held, Math.min(jobs, wanted.orElse(usual))));
    }
}
