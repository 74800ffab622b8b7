package org.nrnwheel.pypi.release;

import org.nrnwheel.concurrent.Listeners;

/** Numbers wheels in the order in which they are begun, and tells of each. Safe for use by several threads. */
final class Counter {
    private final Listeners<ReleaseEvent> events;
    private final int of;
    private int begun;

    /** Makes an event. */
    @FunctionalInterface
    interface Kind {
        ReleaseEvent event(String file, int number, int of);
    }

    Counter(Listeners<ReleaseEvent> events, int of) {
        this.events = events;
        this.of = of;
    }

    synchronized void tell(String file, Kind kind) {
        begun++;
        events.tell(kind.event(file, begun, of));
    }
}
