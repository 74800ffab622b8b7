package org.nrnwheel.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">=3.10|3.10.4|true",
                ">=3.10|3.9.18|false",
                ">=3.8,<3.13|3.13.0|false",
                ">=3.8, <3.13|3.12.7|true",
                "!=3.9.*,>=3.7|3.9.1|false",
                "==3.*|3.14.0|true",
                "~=3.8|3.12.0|true",
                "~=3.8.2|3.9.0|false",
                ">3.10|3.10.0|false",
                "<=3.11|3.11.0|true",
                "<=3.11|3.11.2|false",
                ">=3.8|3.13.0rc1|true",
                "===weird|3.8.0|true"
            })
    void comparesReleaseNumbers(String range, String version, boolean inside) {
        assertThat(new VersionRange(range).contains(version)).isEqualTo(inside);
    }
}
