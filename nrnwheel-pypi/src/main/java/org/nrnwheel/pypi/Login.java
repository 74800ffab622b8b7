package org.nrnwheel.pypi;

import java.io.IOException;
import java.util.Optional;

/** Gives what a request is authorised by. */
interface Login {
    /**
     * Returns the header's value now, or nothing for an index that takes everybody.
     *
     * @throws IOException when a new token is needed and cannot be had for the moment
     */
    Optional<String> header() throws IOException;

    /** Makes one of credentials that stay. */
    static Login of(Optional<Credentials> credentials) {
        Optional<String> header = credentials.map(Credentials::header);
        return () -> header;
    }
}
