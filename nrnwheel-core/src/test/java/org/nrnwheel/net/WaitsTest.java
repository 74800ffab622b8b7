package org.nrnwheel.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "' 0 ', 0",
        "'Sat, 28 Nov 2026 12:01:30 GMT', 90",
        "'Sat, 28 Nov 2026 11:00:00 GMT', 0",
        "soon, -1",
        "-3, -1",
        "'', -1"
    })
    void aServerSaysHowLongToWait(String header, long seconds) {
        assertThat(RetryAfter.parse(header, NOW))
                .isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    }

    @Test
    void pausesGrowByChanceUpToAMost() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        for (int failures = 1; failures < 70; failures++) {
            long most = failures > 6 ? 5000 : 100L << (failures - 1);
            assertThat(backoff.after(failures).toMillis()).isBetween(most / 2, most);
        }
        Set<Duration> seen = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            seen.add(backoff.after(7));
        }
        assertThat(seen).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, https://A.example:443/y, true",
        "http://a.example/, http://a.example:80/?q, true",
        "http://a.example/, https://a.example/, false",
        "https://a.example/, https://b.example/, false",
        "https://a.example/, https://a.example:8443/, false"
    })
    void originsAreSchemeHostAndPort(URI one, URI other, boolean same) {
        assertThat(Origin.of(one).equals(Origin.of(other))).isEqualTo(same);
    }
}
