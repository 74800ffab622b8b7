package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nrnwheel.result.CacheStatistics;

class CacheStatisticsReaderTest {
    @Test
    void countsHitsOfBothKindsAndMisses() {
        List<String> log = List.of(
                "# a.cpp",
                "cache_miss",
                "direct_cache_miss",
                "preprocessed_cache_miss",
                "local_storage_write",
                "# b.cpp",
                "direct_cache_hit",
                "local_storage_hit",
                "# c.cpp",
                "direct_cache_miss",
                "preprocessed_cache_hit",
                "# conftest.c",
                "autoconf_test");
        assertThat(CacheStatisticsReader.read(log)).contains(new CacheStatistics(2, 1));
    }

    @Test
    void readsTheLogOfOldReleases() {
        List<String> log = List.of(
                "[2026-11-28T04:04:04.067355 9    ] Result: cache miss",
                "[2026-11-28T04:04:04.110206 13   ] Result: cache hit (direct)",
                "[2026-11-28T04:04:04.110207 13   ] Stored in cache: ab.result",
                "[2026-11-28T04:04:04.110208 13   ] Result: cache hit (preprocessed)",
                "[2026-11-28T04:04:04.147824 14   ] Result: called for preprocessing");
        assertThat(CacheStatisticsReader.read(log)).contains(new CacheStatistics(2, 1));
    }

    @Test
    void saysNothingWhenNothingWasCompiled() {
        assertThat(CacheStatisticsReader.read(List.of("# a.c", "called_for_link")))
                .isEmpty();
    }
}
