package org.nrnwheel.platform;

import org.nrnwheel.plan.Place;

/**
 * A file of a workspace.
 *
 * @param place where it is
 * @param size its size in bytes
 */
public record FileEntry(Place place, long size) {
    /**
     * Returns the file's name.
     *
     * @return the last part of its path
     */
    public String name() {
        String path = place.relative();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
