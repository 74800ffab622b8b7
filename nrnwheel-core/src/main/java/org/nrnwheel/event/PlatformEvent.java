package org.nrnwheel.event;

/** An event of a platform's own, e.g. the progress of an image being pulled; other modules implement it. */
public non-sealed interface PlatformEvent extends BuildEvent {
    /**
     * Says in one line what happened.
     *
     * @return text for people
     */
    String message();
}
