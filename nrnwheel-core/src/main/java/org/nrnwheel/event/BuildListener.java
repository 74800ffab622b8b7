package org.nrnwheel.event;

/**
 * Hears what a build does. A build calls its listeners one event at a time on one thread of its own, never concurrently.
 * A listener that throws {@link CancelBuildException} cancels the build; one that throws anything else is logged once and
 * dropped, and the build goes on.
 */
@FunctionalInterface
public interface BuildListener {
    /**
     * Takes one event. Be quick: output events may be coalesced when a listener is slow, others wait.
     *
     * @param event what happened
     */
    void onEvent(BuildEvent event);
}
