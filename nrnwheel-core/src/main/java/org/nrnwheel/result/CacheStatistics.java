package org.nrnwheel.result;

/**
 * What the compiler cache did for a job.
 *
 * @param hits compilations answered from the cache
 * @param misses compilations that were done
 */
public record CacheStatistics(long hits, long misses) {
    /**
     * Returns the share of hits.
     *
     * @return 0 to 1; 0 when nothing was compiled
     */
    public double hitRate() {
        long all = hits + misses;
        return all == 0 ? 0 : (double) hits / all;
    }
}
