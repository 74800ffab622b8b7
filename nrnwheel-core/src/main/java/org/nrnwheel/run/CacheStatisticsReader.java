package org.nrnwheel.run;

import java.util.List;
import java.util.Optional;
import org.nrnwheel.result.CacheStatistics;

/** Reads what ccache wrote into its {@code stats_log}: names of counters, one a line, after a comment with the file. */
final class CacheStatisticsReader {
    private CacheStatisticsReader() {}

    /** Counts hits and misses; nothing when neither is there. */
    static Optional<CacheStatistics> read(List<String> lines) {
        long hits = 0;
        long misses = 0;
        for (String line : lines) {
            switch (line.strip()) {
                case "direct_cache_hit", "preprocessed_cache_hit" -> hits++;
                case "cache_miss" -> misses++;
                default -> {
                    // a comment or a counter of another kind
                }
            }
        }
        return hits + misses == 0 ? Optional.empty() : Optional.of(new CacheStatistics(hits, misses));
    }
}
