package org.nrnwheel.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;

/** A place of its own for one job, with a copy of the source. Its methods may be called by several threads. */
public interface Workspace extends AutoCloseable {
    /**
     * Returns a path as commands inside see it.
     *
     * @param place the place
     * @return an absolute path
     */
    String path(Place place);

    /**
     * Returns the path of the same file in this JVM's file system.
     *
     * @param place the place
     * @return the path, or nothing when this JVM does not see the file
     */
    Optional<Path> local(Place place);

    /**
     * Starts a command and returns at once. Its standard input is empty.
     *
     * @param command what to run
     * @param bindings values of captures and variables
     * @param sink takes the output
     * @return the running command
     * @throws PlatformException when it cannot be started
     */
    RunningCommand start(Command command, Bindings bindings, OutputSink sink);

    /**
     * Lists the files of a directory, not those below.
     *
     * @param directory the directory
     * @param glob a file name pattern with {@code *} and {@code ?}
     * @return the files that match, sorted by name; none when the directory is missing
     */
    List<FileEntry> list(Place directory, String glob);

    /**
     * Copies a local file in, with the directories above it and its mode.
     *
     * @param from a local file
     * @param to where it goes
     */
    void copyIn(Path from, Place to);

    /**
     * Copies a file out. It appears by an atomic move, belongs to the calling user and never is seen half.
     *
     * @param from the file
     * @param to a local file
     */
    void copyOut(Place from, Path to);

    /**
     * Says whether the whole system that commands see is this workspace's own and goes away with it, so that a command may change
     * what lies outside of the workspace's directories.
     *
     * @return whether it does; not on hosts
     */
    default boolean ownSystem() {
        return false;
    }

    /**
     * Returns how a person gets in, to look at what a failed job left.
     *
     * @return the command, or nothing when there is no way in
     */
    Optional<List<String>> shellCommand();

    /**
     * Ends the use of the workspace and what still runs in it, but leaves its files to be looked at. Closing it afterwards
     * changes nothing.
     *
     * @return the command by which a person gets in; nothing where workspaces cannot be kept: it is removed then
     */
    default Optional<List<String>> keep() {
        close();
        return Optional.empty();
    }

    /** Ends what still runs and removes the workspace. Idempotent. */
    @Override
    void close();
}
