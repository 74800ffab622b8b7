package org.nrnwheel.pypi;

import java.util.ArrayList;
import java.util.List;

/** Tells listeners, one event at a time; one that throws is told no more. Safe for use by several threads. */
final class Events {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.pypi");

    private final List<PublishListener> listeners;
    private int checked;

    Events(List<PublishListener> listeners) {
        this.listeners = new ArrayList<>(listeners);
    }

    synchronized void tell(PublishEvent event) {
        listeners.removeIf(listener -> !heard(listener, event));
    }

    /** Tells that one more wheel is checked. */
    synchronized void checking(String file, int of) {
        checked++;
        tell(new PublishEvent.Checking(file, checked, of));
    }

    private static boolean heard(PublishListener listener, PublishEvent event) {
        try {
            listener.event(event);
            return true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener failed and is told no more", e);
            return false;
        }
    }
}
