package org.nrnwheel.run.host;

import java.time.Duration;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;

/** Reads exit codes as the JVM and container engines give them: a signal's number comes as 128 more, as from a shell. */
public final class ExitCodes {
    private static final int SIGNALS = 128;
    private static final int LAST_SIGNAL = 31;
    private static final int KILL = 9;

    private ExitCodes() {}

    /**
     * Describes the end of a command.
     *
     * @param code its exit code
     * @param time how long it ran
     * @param outOfMemory whether the kernel killed for want of memory meanwhile
     * @return how it ended
     */
    public static Exit describe(int code, Duration time, boolean outOfMemory) {
        int signal = code - SIGNALS;
        if (signal < 1 || signal > LAST_SIGNAL) {
            String detail = code != 0 && outOfMemory ? "one of its processes was killed for want of memory" : "";
            return new Exit(Outcome.EXITED, code, time, detail);
        }
        boolean killed = signal == KILL && outOfMemory;
        return new Exit(killed ? Outcome.OUT_OF_MEMORY : Outcome.SIGNALLED, signal, time, "");
    }
}
