package org.nrnwheel.pypi;

import java.util.List;
import java.util.function.Consumer;
import org.nrnwheel.concurrent.Listeners;

/** What a publication tells its listeners. Safe for use by several threads. */
final class Events {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.pypi");

    private final Listeners<PublishEvent> listeners;
    private int checked;

    Events(List<PublishListener> listeners) {
        List<Consumer<PublishEvent>> told = listeners.stream()
                .<Consumer<PublishEvent>>map(listener -> listener::event)
                .toList();
        this.listeners = new Listeners<>(
                told, e -> LOG.log(System.Logger.Level.WARNING, "a listener failed and is told no more", e));
    }

    void tell(PublishEvent event) {
        listeners.tell(event);
    }

    /** Tells that one more wheel is checked. */
    synchronized void checking(String file, int of) {
        checked++;
        tell(new PublishEvent.Checking(file, checked, of));
    }
}
