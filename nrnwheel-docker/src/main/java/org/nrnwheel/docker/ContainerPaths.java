package org.nrnwheel.docker;

import org.nrnwheel.plan.Place;

/**
 * Where places are in a container: always the same, so that compiler caches see the same paths again.
 *
 * @param source where the source tree is
 */
record ContainerPaths(String source) {
    static final String BASE = "/opt/nrnwheel";
    static final String CACHE = BASE + "/cache";
    /** Where trees are that jobs of one image share. */
    static final String TREES = CACHE + "/trees";

    static final String CERTIFICATES = BASE + "/ca-certificates.crt";
    static final String ENVIRONMENT = BASE + "/venv";
    /** On the disk: here files pass to and from what is in memory. */
    static final String PASSAGE = BASE + "/passage";

    static final String RUN = BASE + "/run";

    String path(Place place) {
        String root = switch (place.root()) {
            case SOURCE -> source;
            case WORK -> BASE + "/work";
            case VENV -> ENVIRONMENT;
            case DIST -> BASE + "/dist";
            case CACHE -> CACHE;
            case WHEELHOUSE -> BASE + "/wheelhouse";
            case SYSTEM -> "";
        };
        if (place.relative().isEmpty()) {
            return root.isEmpty() ? "/" : root;
        }
        return root + "/" + place.relative();
    }
}
