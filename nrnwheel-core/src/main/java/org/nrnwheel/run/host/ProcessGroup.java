package org.nrnwheel.run.host;

import java.util.Set;

/** The processes that belong to one command, found anew at each call. */
interface ProcessGroup {
    /** Returns those that run now; dead ones that nobody has waited for are left out. */
    Set<ProcessHandle> alive();

    /** Makes the group of a process that was just started. */
    static ProcessGroup of(Process process) {
        return ProcessTable.available() ? LinuxSession.of(process.pid()) : new DescendantGroup(process.toHandle());
    }
}
