package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.plan.Place;

/**
 * A file in the workspace that names its owner and the sessions of its commands, so that a later run finds what still runs
 * after this JVM was killed. Each line is an id and a start; the first is the owner's.
 */
final class Sessions {
    private static final String NAME = ".sessions";
    private static final Place WORK = Place.of(Place.Root.WORK);

    private final Path file;
    private final List<ProcessGroup> groups = new ArrayList<>();

    private Sessions(Path base) {
        this.file = base.resolve(NAME);
    }

    /** Starts the file of a workspace that this JVM opens. */
    static Sessions create(Path base) throws IOException {
        Sessions sessions = new Sessions(base);
        ProcessHandle self = ProcessHandle.current();
        sessions.append(
                ProcessTable.boot() + "\n" + self.pid() + " " + start(self) + "\n", StandardOpenOption.CREATE_NEW);
        return sessions;
    }

    /** Returns the id of the living JVM that holds the workspace, if any. */
    static Optional<Long> owner(Path base) throws IOException {
        List<String> lines = lines(base);
        return lines.size() < 2 || !lines.get(0).equals(ProcessTable.boot())
                ? Optional.empty()
                : ProcessHandle.of(id(lines.get(1)))
                        .filter(handle -> handle.isAlive() && start(handle).equals(second(lines.get(1))))
                        .map(ProcessHandle::pid);
    }

    /** Ends what still runs of a workspace whose JVM is gone. */
    static void endLeftovers(Layout layout) throws IOException {
        List<String> lines = lines(layout.base());
        if (lines.size() > 2 && lines.get(0).equals(ProcessTable.boot())) {
            lines.subList(2, lines.size()).forEach(line -> TreeEnd.end(leftover(line, layout), HostCommand.GRACE));
        }
    }

    /** Notes a command's session. */
    synchronized void add(ProcessGroup group, ProcessHandle leader) throws IOException {
        groups.add(group);
        String start = group instanceof LinuxSession session ? Long.toString(session.start()) : start(leader);
        append(leader.pid() + " " + start + "\n", StandardOpenOption.APPEND);
    }

    /** Ends what still runs of all sessions. */
    void end() {
        List<ProcessGroup> all;
        synchronized (this) {
            all = List.copyOf(groups);
        }
        all.forEach(group -> TreeEnd.end(group, HostCommand.GRACE));
    }

    private static ProcessGroup leftover(String line, Layout layout) {
        if (ProcessTable.available()) {
            // The id may be another's by now: a member without its leader must show that it works in this workspace.
            return new LinuxSession(
                    id(line),
                    Long.parseLong(second(line)),
                    row -> ProcessTable.uses(row.pid(), layout.base())
                            || ProcessTable.sees(row.pid(), layout.path(WORK), layout.seen(WORK)));
        }
        return ProcessHandle.of(id(line))
                .filter(handle -> start(handle).equals(second(line)))
                .<ProcessGroup>map(DescendantGroup::new)
                .orElse(Set::of);
    }

    private void append(String text, StandardOpenOption option) throws IOException {
        Files.writeString(file, text, StandardOpenOption.WRITE, option);
    }

    private static List<String> lines(Path base) throws IOException {
        Path file = base.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        // A line without its end was being written when the JVM was killed: it says nothing.
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static long id(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private static String second(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    private static String start(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
