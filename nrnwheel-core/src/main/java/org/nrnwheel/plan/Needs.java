package org.nrnwheel.plan;

import java.util.Optional;

/**
 * What a job needs of its platform.
 *
 * @param gpu whether the GPUs of its machine, where it has any: tests are run on them
 * @param compilerCache the directory of the compiler cache that jobs share, or nothing without one
 * @param cacheReady a file that appears once the compilations that later jobs can share are in the cache: from then on
 *     they may start; nothing when jobs need not wait
 */
public record Needs(boolean gpu, Optional<Place> compilerCache, Optional<Place> cacheReady) {
    /** Nothing beyond a workspace. */
    public static final Needs NOTHING = new Needs(false, Optional.empty(), Optional.empty());

    /** The GPUs of the machine. */
    public static final Needs GPU = new Needs(true, Optional.empty(), Optional.empty());
}
