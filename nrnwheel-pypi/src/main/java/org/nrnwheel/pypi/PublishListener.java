package org.nrnwheel.pypi;

/** Hears what happens while wheels are published: one event at a time, on the threads that upload. */
@FunctionalInterface
public interface PublishListener {
    /**
     * Takes an event. One that throws is logged once and dropped.
     *
     * @param event what happened
     */
    void event(PublishEvent event);
}
