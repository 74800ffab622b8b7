package org.nrnwheel.run.host;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.nrnwheel.run.host.ProcessTable.Row;

/**
 * A command's session: its members also when their parents are gone, and what descends from them into sessions of its own.
 */
final class LinuxSession implements ProcessGroup {
    private final long leader;
    private final long start;
    private final Predicate<Row> orphan;
    private final Map<Long, Long> seen = new HashMap<>();

    /**
     * Makes a session.
     *
     * @param leader the session's id
     * @param start when its leader started
     * @param orphan says of a member whose leader is gone whether it is one of ours
     */
    LinuxSession(long leader, long start, Predicate<Row> orphan) {
        this.leader = leader;
        this.start = start;
        this.orphan = orphan;
    }

    static LinuxSession of(long leader) {
        // While a member lives, the kernel gives the session's id to no other process: orphans of it are ours.
        return new LinuxSession(leader, ProcessTable.row(leader).map(Row::start).orElse(0L), row -> true);
    }

    long leader() {
        return leader;
    }

    long start() {
        return start;
    }

    @Override
    public synchronized Set<ProcessHandle> alive() {
        Map<Long, Row> table = ProcessTable.read();
        Set<Long> members = new HashSet<>();
        for (Row row : table.values()) {
            if (belongs(row, table)) {
                members.add(row.pid());
            }
        }
        while (addChildren(table, members)) {
            // Until nobody's child is missing.
        }
        members.forEach(pid -> seen.put(pid, startOf(table, pid)));
        return handles(table, members);
    }

    private boolean belongs(Row row, Map<Long, Row> table) {
        Long known = seen.get(row.pid());
        if (known != null && known == row.start()) {
            return true;
        }
        if (row.pid() == leader) {
            return row.start() == start;
        }
        if (row.session() != leader) {
            return false;
        }
        Row head = table.get(leader);
        return head == null ? orphan.test(row) : head.start() == start;
    }

    private static boolean addChildren(Map<Long, Row> table, Set<Long> members) {
        boolean more = false;
        for (Row row : table.values()) {
            more |= members.contains(row.parent()) && members.add(row.pid());
        }
        return more;
    }

    private static Set<ProcessHandle> handles(Map<Long, Row> table, Set<Long> members) {
        Set<ProcessHandle> alive = new HashSet<>();
        for (long pid : members) {
            Row row = table.get(pid);
            if (row != null && !row.dead()) {
                Optional<ProcessHandle> handle = ProcessHandle.of(pid);
                handle.ifPresent(alive::add);
            }
        }
        return alive;
    }

    private static long startOf(Map<Long, Row> table, long pid) {
        Row row = table.get(pid);
        return row == null ? -1 : row.start();
    }
}
