package org.nrnwheel.plan;

/**
 * A path below one of a workspace's roots; the root is bound when the workspace opens.
 *
 * @param root the root
 * @param relative path below it with {@code /}, empty for the root itself; it does not leave the root
 */
public record Place(Root root, String relative) implements Value {
    /** Where a path begins. */
    public enum Root {
        /** The job's own copy of the source tree. */
        SOURCE,
        /** The job's own scratch directory. */
        WORK,
        /** The job's virtual environment. */
        VENV,
        /** Where built wheels appear. */
        DIST,
        /** The cache that jobs and runs share. */
        CACHE,
        /** Where finished wheels are delivered. */
        WHEELHOUSE,
        /** The root of the file system that commands see. */
        SYSTEM
    }

    /**
     * Checks that the path stays below its root.
     *
     * @param root the root
     * @param relative the path
     */
    public Place {
        if (relative.startsWith("/") || ("/" + relative + "/").contains("/../")) {
            throw new IllegalArgumentException("not a path below " + root + ": " + relative);
        }
    }

    /**
     * Makes a root's own place.
     *
     * @param root the root
     * @return its directory
     */
    public static Place of(Root root) {
        return new Place(root, "");
    }

    /**
     * Makes a place of an absolute path of the system that commands see.
     *
     * @param absolute an absolute path
     * @return the place
     */
    public static Place system(String absolute) {
        if (!absolute.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + absolute);
        }
        return new Place(Root.SYSTEM, absolute.substring(1));
    }

    /**
     * Makes a place below this one.
     *
     * @param below a relative path
     * @return the place
     */
    public Place resolve(String below) {
        return new Place(root, relative.isEmpty() ? below : relative + "/" + below);
    }
}
