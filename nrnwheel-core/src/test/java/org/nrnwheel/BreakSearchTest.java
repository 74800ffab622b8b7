package org.nrnwheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nrnwheel.tag.Version;
import org.nrnwheel.testing.ShelfLife.FirstBad;

/** The search for what broke a wheel, with wheels whose limits are known. */
class BreakSearchTest {
    private static final Map<String, List<String>> RELEASES = Map.of(
            "numpy", List.of("1.26.4", "2.0.0rc1", "2.0.0", "2.1.0"),
            "setuptools", List.of("79.0", "80.0", "81.0.0", "82.0.0", "9.0"),
            "sympy", List.of("1.12", "1.13"));
    private static final Map<String, String> GOOD =
            Map.of("numpy", "1.25.0", "setuptools", "78.0", "sympy", "1.11", "pip", "23.0");
    private static final Map<String, String> NEWEST =
            Map.of("numpy", "2.2.0", "setuptools", "83.0.0", "sympy", "1.14", "pip", "23.0");
    private static final List<String> CHECKS = List.of("nrniv");

    private final List<Map<String, String>> tried = new ArrayList<>();

    /** Searches in a wheel that needs versions below the limits. */
    private List<FirstBad> search(Map<String, String> limits) throws InterruptedException {
        BreakSearch.Trial trial = pins -> {
            tried.add(pins);
            return limits.entrySet().stream()
                    .allMatch(limit -> below(pins.getOrDefault(limit.getKey(), "999"), limit.getValue()));
        };
        return new BreakSearch(trial, project -> RELEASES.getOrDefault(project, List.of()))
                .search(GOOD, NEWEST, CHECKS);
    }

    private static boolean below(String version, String limit) {
        return Version.parse(version).compareTo(Version.parse(limit)) < 0;
    }

    @Test
    void findsTheOneThatBroke() throws InterruptedException {
        assertThat(search(Map.of("setuptools", "82")))
                .containsExactly(new FirstBad("setuptools", "81.0.0", "82.0.0", CHECKS));
        assertThat(tried).noneMatch(pins -> pins.containsKey("pip"));
    }

    @Test
    void findsAllThatBrokeIndependently() throws InterruptedException {
        assertThat(search(Map.of("setuptools", "80", "numpy", "2")))
                .containsExactly(
                        new FirstBad("numpy", "1.26.4", "2.0.0", CHECKS),
                        new FirstBad("setuptools", "79.0", "80.0", CHECKS));
    }

    @Test
    void theNewestAndTheOldestCanBeTheLimits() throws InterruptedException {
        assertThat(search(Map.of("sympy", "1.14"))).containsExactly(new FirstBad("sympy", "1.13", "1.14", CHECKS));
        assertThat(search(Map.of("sympy", "1.12"))).containsExactly(new FirstBad("sympy", "1.11", "1.12", CHECKS));
    }

    @Test
    void saysNothingWhenNoVersionDidIt() throws InterruptedException {
        assertThat(search(Map.of("unrelated", "1"))).isEmpty();
        assertThat(tried).hasSize(1);
    }
}
