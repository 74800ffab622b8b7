package org.nrnwheel.run;

import java.util.List;
import java.util.Optional;
import org.nrnwheel.result.CacheStatistics;

/**
 * Reads what ccache wrote into its {@code stats_log} (names of counters, one a line, after a comment with the file) or, before
 * 4.4, into its {@code log_file} (among much else, {@code Result: cache hit (direct)}).
 */
final class CacheStatisticsReader {
    private static final String RESULT = "] Result: ";

    private CacheStatisticsReader() {}

    private static String result(String line) {
        int at = line.indexOf(RESULT);
        return (at < 0 ? line : line.substring(at + RESULT.length())).strip();
    }

    /** Counts hits and misses; nothing when neither is there. */
    static Optional<CacheStatistics> read(List<String> lines) {
        long hits = 0;
        long misses = 0;
        for (String line : lines) {
            switch (result(line)) {
                case "direct_cache_hit", "preprocessed_cache_hit", "cache hit (direct)", "cache hit (preprocessed)" ->
                    hits++;
                case "cache_miss", "cache miss" -> misses++;
                default -> {
                    // a comment or a counter of another kind
                }
            }
        }
        return hits + misses == 0 ? Optional.empty() : Optional.of(new CacheStatistics(hits, misses));
    }
}
