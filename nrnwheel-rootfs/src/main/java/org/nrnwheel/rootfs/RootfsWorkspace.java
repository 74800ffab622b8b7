package org.nrnwheel.rootfs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;

/** A directory of this host whose commands run in a root, which stays as it is. Safe for use by several threads. */
record RootfsWorkspace(Workspace host) implements Workspace {
    @Override
    public String path(Place place) {
        return host.path(place);
    }

    @Override
    public Optional<Path> local(Place place) {
        return host.local(place);
    }

    @Override
    public RunningCommand start(Command command, Bindings bindings, OutputSink sink) {
        return host.start(command, bindings, sink);
    }

    @Override
    public List<FileEntry> list(Place directory, String glob) {
        return host.list(directory, glob);
    }

    @Override
    public void copyIn(Path from, Place to) {
        if (to.root() == Place.Root.SYSTEM) {
            throw new PlatformException(
                    "an image root is read-only: /" + to.relative(), "Write to one of the job's places.", null);
        }
        host.copyIn(from, to);
    }

    @Override
    public void copyOut(Place from, Path to) {
        host.copyOut(from, to);
    }

    @Override
    public Optional<List<String>> shellCommand() {
        return host.shellCommand();
    }

    @Override
    public Optional<List<String>> keep() {
        return host.keep();
    }

    @Override
    public void close() {
        host.close();
    }
}
