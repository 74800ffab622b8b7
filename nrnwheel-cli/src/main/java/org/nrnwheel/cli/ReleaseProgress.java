package org.nrnwheel.cli;

import org.nrnwheel.pypi.release.ReleaseEvent;
import org.nrnwheel.pypi.release.ReleaseListener;

/** Shows which wheel of a release is looked at: on a terminal in one line, else in a line for each. */
final class ReleaseProgress implements ReleaseListener, AutoCloseable {
    private final StatusLine status;

    ReleaseProgress(Console console) {
        this.status = new StatusLine(console);
    }

    @Override
    public void event(ReleaseEvent event) {
        status.now(verb(event) + " " + event.number() + " of " + event.of() + ": " + event.file());
    }

    private static String verb(ReleaseEvent event) {
        if (event instanceof ReleaseEvent.Downloading) {
            return "downloading";
        }
        return event instanceof ReleaseEvent.Comparing ? "comparing" : "checking";
    }

    @Override
    public void close() {
        status.clear();
    }
}
