package org.nrnwheel.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @Test
    void whatNormalisingMakesTooLongIsNone() {
        assertThat(Version.find("1-dev+" + "a".repeat(994))).isEmpty();
        assertThat(Version.find("1.dev0+" + "a".repeat(993))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "v1.0, 1.0",
        "' 8.2.6 ', 8.2.6",
        "01.002, 1.2",
        "1.0.0, 1.0.0",
        "0!1.0, 1.0",
        "2!1.0, 2!1.0",
        "1.0ALPHA1, 1.0a1",
        "1.0-beta, 1.0b0",
        "1.0_c-3, 1.0rc3",
        "1.0.preview.2, 1.0rc2",
        "1.0-1, 1.0.post1",
        "1.0r4, 1.0.post4",
        "1.0rev, 1.0.post0",
        "1.0-dev_7, 1.0.dev7",
        "1.0RC1.post2.DEV3+Ubuntu-01_x, 1.0rc1.post2.dev3+ubuntu.1.x",
        "9.0.dev123+gabc, 9.0.dev123+gabc",
        "123456789012345678901234567890, 123456789012345678901234567890",
    })
    void writesTheNormalisedSpelling(String text, String normalised) {
        assertThat(Version.parse(text)).hasToString(normalised);
        assertThat(Version.parse(normalised)).isEqualTo(Version.parse(text)).hasToString(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "1.",
                ".1",
                "1.0x",
                "1.0a1b2",
                "1.0+",
                "1.0+a..b",
                "1.0+a+b",
                "1 .0",
                "1.0-",
                "french",
                "1!"
            })
    void refusesWhatIsNoVersion(String text) {
        assertThat(Version.find(text)).isEmpty();
        assertThatThrownBy(() -> Version.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void refusesAVersionOfAMillionPartsQuickly() {
        assertThat(Version.find("1" + ".1".repeat(1_000_000))).isEmpty();
    }

    @Test
    void ordersAsThePepSays() {
        List<Version> ordered = List.of(
                        "0.9",
                        "1.dev0",
                        "1.0.dev456",
                        "1.0a1",
                        "1.0a2.dev456",
                        "1.0a2",
                        "1.0a12.dev456",
                        "1.0a12",
                        "1.0b1.dev456",
                        "1.0b2",
                        "1.0b2.post345.dev456",
                        "1.0b2.post345",
                        "1.0rc1.dev456",
                        "1.0rc1",
                        "1.0",
                        "1.0+abc.5",
                        "1.0+abc.7",
                        "1.0+5",
                        "1.0.post456.dev34",
                        "1.0.post456",
                        "1.1.dev1",
                        "1.10",
                        "1!0.1")
                .stream()
                .map(Version::parse)
                .toList();
        List<Version> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(440));
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(ordered);
    }

    @Test
    void trailingZerosDoNotCountForEqualityAndHash() {
        Version one = Version.parse("1.0");
        assertThat(one).isEqualTo(Version.parse("1.0.0")).hasSameHashCodeAs(Version.parse("1"));
        assertThat(one).isEqualByComparingTo(Version.parse("1"));
    }

    @Test
    void tellsPrereleasesAndLocalParts() {
        assertThat(Version.parse("1.0rc1").isPrerelease()).isTrue();
        assertThat(Version.parse("1.0.dev1").isPrerelease()).isTrue();
        assertThat(Version.parse("1.0.post1").isPrerelease()).isFalse();
        assertThat(Version.parse("1.0+cu12-1").local()).contains("cu12.1");
        assertThat(Version.parse("1.0").local()).isEmpty();
    }
}
