package org.nrnwheel.cli;

import java.util.Optional;
import org.nrnwheel.event.BuildListener;

/** Shows what a build does. */
interface Progress extends BuildListener, AutoCloseable {
    /** How progress is shown. */
    enum Kind {
        /** A bar on a terminal, else lines. */
        AUTO,
        /** A bar. */
        BAR,
        /** Lines. */
        PLAIN,
        /** Not at all. */
        NONE
    }

    /** Ends what is shown. Idempotent. */
    @Override
    void close();

    static Progress of(Kind kind, boolean verbose, Console console) {
        boolean bar = kind == Kind.BAR || (kind == Kind.AUTO && !verbose && console.terminal("err"));
        Lines lines = new Lines(verbose, console.err());
        Optional<Bar> shown = bar ? Optional.of(new Bar(lines, console)) : Optional.empty();
        return kind == Kind.NONE ? new Nothing() : shown.<Progress>map(b -> b).orElse(lines);
    }

    /** Shows nothing. */
    final class Nothing implements Progress {
        @Override
        public void onEvent(org.nrnwheel.event.BuildEvent event) {}

        @Override
        public void close() {}
    }
}
