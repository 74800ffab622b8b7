package org.nrnwheel.pypi.release;

import java.util.ArrayList;
import java.util.List;

/** Tells listeners, one event at a time; one that throws is told no more. Safe for use by several threads. */
final class Events {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.pypi.release");

    private final List<ReleaseListener> listeners;

    Events(List<ReleaseListener> listeners) {
        this.listeners = new ArrayList<>(listeners);
    }

    /** Begins to count wheels that something is done with. */
    Counter counter(int of) {
        return new Counter(this, of);
    }

    synchronized void tell(ReleaseEvent event) {
        listeners.removeIf(listener -> !heard(listener, event));
    }

    private static boolean heard(ReleaseListener listener, ReleaseEvent event) {
        try {
            listener.event(event);
            return true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener failed and is told no more", e);
            return false;
        }
    }
}
