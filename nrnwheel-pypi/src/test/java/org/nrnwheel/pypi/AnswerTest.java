package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    private static Answer answer(int status, String text) {
        return new Answer(status, "text/html", Optional.empty(), Optional.empty(), text);
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
        assertThat(answer(status, text).kind()).isEqualTo(kind);
    }

    @Test
    void whatIsShownIsShortAndPlain() {
        String page = "<html><head><title>409 sample exists</title></head><script>x</script><body>\u001b[31m"
                + "a ".repeat(9999);
        assertThat(answer(409, page).summary())
                .startsWith("status 409: 409 sample exists: a a")
                .doesNotContain("\u001b", "<", "x</")
                .hasSizeLessThan(500);
    }
}
