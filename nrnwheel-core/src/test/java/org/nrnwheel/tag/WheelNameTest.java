package org.nrnwheel.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WheelNameTest {
    @Test
    void takesANameApartAndWritesItAgain() {
        String fileName = "NEURON_nightly-8.2.6+g1a-1b-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
        WheelName name = WheelName.parse(fileName);
        assertThat(name.distribution()).isEqualTo("NEURON_nightly");
        assertThat(name.project()).isEqualTo("neuron-nightly");
        assertThat(name.parsedVersion()).isEqualTo(Version.parse("8.2.6+g1a"));
        assertThat(name.build()).contains("1b");
        assertThat(name.tags())
                .extracting(Tag::toString)
                .containsExactly("cp311-cp311-manylinux_2_17_x86_64", "cp311-cp311-manylinux2014_x86_64");
        assertThat(name.fileName()).isEqualTo(fileName);
    }

    @Test
    void expandsCompressedTagSets() {
        WheelName name = WheelName.parse("six-1.16.0-py2.py3-none-any.whl");
        assertThat(name.tags()).containsExactly(new Tag("py2", "none", "any"), new Tag("py3", "none", "any"));
        assertThat(name.isPure()).isTrue();
    }

    @Test
    void refusesShortTextsThatStandForManyTags() {
        String eleven = "a" + ".a".repeat(10);
        assertThatThrownBy(() -> WheelName.parse("demo-1.0-" + eleven + "-" + eleven + "-" + eleven + ".whl"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1331 tags; at most 1024");
        String large = "a" + ".a".repeat(20_000);
        assertThatThrownBy(() -> Tag.parse(large + "-" + large + "-" + large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tags; at most 1024");
        String ten = "a" + ".a".repeat(9);
        assertThat(WheelName.parse("demo-1.0-" + ten + "-" + ten + "-" + ten + ".whl")
                        .tags())
                .hasSize(1);
    }

    @Test
    void normalisesSpellingAndTheOrderOfTags() {
        WheelName name = WheelName.parse("Flit.Core-1.0RC1-PY3.py2-none-Any.whl");
        assertThat(name.normalized()).hasToString("flit_core-1.0rc1-py2.py3-none-any.whl");
        assertThat(name.normalized().normalized()).isEqualTo(name.normalized());
    }

    @Test
    void isNotPureWithAPlatform() {
        WheelName name = WheelName.parse("demo-1.0-cp39-abi3-linux_x86_64.whl");
        assertThat(name.isPure()).isFalse();
        assertThat(name.withPlatforms(List.of("any")).isPure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo-1.0-py3-none-any.zip",
                "demo-1.0-py3-none.whl",
                "demo-1.0-1-2-py3-none-any.whl",
                "demo-1.0-x1-py3-none-any.whl",
                "demo-one-py3-none-any.whl",
                "de__mo-1.0-py3-none-any.whl",
                "-1.0-py3-none-any.whl",
                "demo-1.0--none-any.whl",
                "demo-1.0-py3-none-a/b.whl",
                "../demo-1.0-py3-none-any.whl",
                ".whl"
            })
    void refusesOtherNames(String fileName) {
        assertThatThrownBy(() -> WheelName.parse(fileName))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a wheel's name, ");
    }

    @Test
    void normalisesProjectNames() {
        assertThat(WheelName.normalize("NEURON._-gpu_Nightly")).isEqualTo("neuron-gpu-nightly");
    }

    @Test
    void readsTags() {
        assertThat(Tag.parse("CP311-abi3-linux_x86_64")).containsExactly(new Tag("cp311", "abi3", "linux_x86_64"));
        assertThat(Tag.parse("py3-none-any").iterator().next().isAnyPlatform()).isTrue();
        assertThatThrownBy(() -> Tag.parse("cp311-cp311")).hasMessageContaining("cp311-cp311");
    }
}
