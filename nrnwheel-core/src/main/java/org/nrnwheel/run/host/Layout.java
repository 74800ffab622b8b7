package org.nrnwheel.run.host;

import java.nio.file.Path;
import org.nrnwheel.plan.Place;

/** Where the places of a workspace are that is a directory of this host. Immutable. */
public interface Layout {
    /**
     * Returns the workspace's own directory.
     *
     * @return a directory that is made when the workspace opens, and removed when it closes
     */
    Path base();

    /**
     * Returns where this JVM finds a place.
     *
     * @param place the place
     * @return an absolute path of this host
     */
    Path path(Place place);

    /**
     * Returns where commands find a place.
     *
     * @param place the place
     * @return an absolute path as commands see it
     */
    Path seen(Place place);
}
