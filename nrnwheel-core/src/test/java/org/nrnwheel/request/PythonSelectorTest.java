package org.nrnwheel.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonSelectorTest {
    @ParameterizedTest
    @CsvSource({
        "38, 8, true",
        "38, 9, false",
        "3.8, 8, true",
        "cp38, 8, true",
        "3_8, 8, true",
        "3-8, 8, true",
        "311, 11, true",
        "311, 1, false",
        "3.11, 11, true",
        "cp311, 12, false",
        "3*, 7, true",
        "3.*, 14, true",
        "cp3*, 9, true",
        "3.9-3.12, 9, true",
        "3.9-3.12, 12, true",
        "3.9-3.12, 13, false",
        "3.9-3.12, 8, false",
        ">=3.9, 9, true",
        ">=3.9, 8, false",
        "<3.10, 9, true",
        "<3.10, 10, false",
        ">3.10, 10, false",
        "<=3.10, 10, true",
        "==3.10, 10, true"
    })
    void selectsVersions(String selector, int minor, boolean selected) {
        assertThat(new PythonSelector(selector).matches(3, minor)).isEqualTo(selected);
    }

    @Test
    void allOfThreeIsNotPythonTwo() {
        assertThat(new PythonSelector("3*").matches(2, 7)).isFalse();
        assertThat(new PythonSelector(">=3.9").matches(2, 7)).isFalse();
    }

    @Test
    void aPathSelectsNoVersion() {
        PythonSelector selector = new PythonSelector("/opt/python/cp311-cp311/bin/python");
        assertThat(selector.path()).contains(Path.of("/opt/python/cp311-cp311/bin/python"));
        assertThat(selector.matches(3, 11)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "python3", "3", "*", "3.9..3.12", "≥3.9", "pp39", "3.1234", "a b"})
    void anythingElseIsRefusedWithWhatToWrite(String selector) {
        assertThatThrownBy(() -> new PythonSelector(selector))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e).hasMessageContaining("'" + selector + "'");
                    assertThat(e.remedy()).contains("3.9-3.12");
                    assertThat(e.code()).isEqualTo("invalid-request");
                });
    }
}
