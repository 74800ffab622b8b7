package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private static Answer answer(int status, String text, String retryAfter) {
        return new Answer(
                status, "text/html", Optional.empty(), Optional.of(retryAfter).filter(value -> !value.isEmpty()), text);
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', ACCEPTED",
        "201, '', ACCEPTED",
        "400, File already exists ('a.whl'), EXISTS",
        "400, Package 'a.whl' already exists!, EXISTS",
        "400, Validation failed: File name has already been taken, EXISTS",
        "400, Repository does not allow updating assets, EXISTS",
        "403, Not enough permissions to overwrite artifact, EXISTS",
        "409, a.whl already exists in non-volatile index, EXISTS",
        "400, This filename has already been used, REFUSED",
        "403, no permission, REFUSED",
        "301, '', REFUSED",
        "501, '', REFUSED",
        "429, '', LATER",
        "408, '', FAULT",
        "500, '', FAULT",
        "504, '', FAULT"
    })
    void everyAnswerHasItsKind(int status, String text, Answer.Kind kind) {
        assertThat(answer(status, text, "").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "'Sat, 28 Nov 2026 12:01:30 GMT', 90",
        "'Sat, 28 Nov 2026 11:00:00 GMT', -1",
        "soon, -1",
        "-3, -1"
    })
    void theIndexSaysHowLongToWait(String header, long seconds) {
        assertThat(answer(429, "", header).pause(NOW))
                .isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    }

    @Test
    void pausesGrowByChanceUpToAMost() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(1));
        for (int failures = 1; failures < 70; failures++) {
            long most = failures > 6 ? 5000 : 100L << (failures - 1);
            assertThat(backoff.after(failures).toMillis()).isBetween(most / 2, most);
        }
    }

    @Test
    void whatIsShownIsShortAndPlain() {
        String page = "<html><head><title>409 sample exists</title></head><script>x</script><body>\u001b[31m"
                + "a ".repeat(9999);
        assertThat(answer(409, page, "").summary())
                .startsWith("status 409: 409 sample exists: a a")
                .doesNotContain("\u001b", "<", "x</")
                .hasSizeLessThan(500);
    }
}
