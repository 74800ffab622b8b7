package org.nrnwheel.run.host;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A process and what descends from it, for systems without {@code /proc}: whoever was seen once stays a member. */
final class DescendantGroup implements ProcessGroup {
    private final Set<ProcessHandle> seen = new HashSet<>();

    DescendantGroup(ProcessHandle leader) {
        seen.add(leader);
    }

    @Override
    public synchronized Set<ProcessHandle> alive() {
        Set<ProcessHandle> more = new HashSet<>();
        for (ProcessHandle member : seen) {
            Stream.concat(Stream.of(member), member.descendants())
                    .filter(ProcessHandle::isAlive)
                    .forEach(more::add);
        }
        seen.addAll(more);
        return more;
    }
}
