package org.nrnwheel.azure;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tells listeners, one event at a time. One that throws is logged once and dropped. */
final class Events {
    private static final Logger LOG = System.getLogger("org.nrnwheel.azure");

    private final List<Consumer<PipelineEvent>> listeners;

    Events(List<Consumer<PipelineEvent>> listeners) {
        this.listeners = new ArrayList<>(listeners);
    }

    synchronized void tell(PipelineEvent event) {
        listeners.removeIf(listener -> !heard(listener, event));
    }

    private static boolean heard(Consumer<PipelineEvent> listener, PipelineEvent event) {
        try {
            listener.accept(event);
            return true;
        } catch (RuntimeException e) {
            // What a listener says may hold anything: only its kind is logged.
            LOG.log(
                    Level.WARNING,
                    "a listener failed and hears no more: " + e.getClass().getName());
            return false;
        }
    }
}
