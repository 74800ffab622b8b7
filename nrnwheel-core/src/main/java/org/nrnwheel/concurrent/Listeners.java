package org.nrnwheel.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells listeners, one event at a time, on the thread that has it. Safe for use by several threads.
 *
 * @param <E> the events
 */
public final class Listeners<E> {
    private final List<Consumer<E>> listeners;
    private final Consumer<RuntimeException> failed;

    /**
     * Makes a teller.
     *
     * @param listeners who is told
     * @param failed hears what a listener throws; that one is told no more
     */
    public Listeners(List<? extends Consumer<E>> listeners, Consumer<RuntimeException> failed) {
        this.listeners = new ArrayList<>(listeners);
        this.failed = failed;
    }

    /**
     * Tells all.
     *
     * @param event what happened
     */
    public synchronized void tell(E event) {
        listeners.removeIf(listener -> !heard(listener, event));
    }

    private boolean heard(Consumer<E> listener, E event) {
        try {
            listener.accept(event);
            return true;
        } catch (RuntimeException e) {
            failed.accept(e);
            return false;
        }
    }
}
