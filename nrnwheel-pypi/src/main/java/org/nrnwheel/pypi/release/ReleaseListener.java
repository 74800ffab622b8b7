package org.nrnwheel.pypi.release;

/** Hears what happens while the wheels of a release are looked at: one event at a time, on the threads that look. */
@FunctionalInterface
public interface ReleaseListener {
    /**
     * Takes an event. One that throws is logged once and dropped.
     *
     * @param event what happens
     */
    void event(ReleaseEvent event);
}
