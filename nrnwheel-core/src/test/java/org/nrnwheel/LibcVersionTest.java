package org.nrnwheel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibcVersionTest {
    @ParameterizedTest
    @CsvSource({
        "manylinux1_x86_64, glibc 2.5",
        "manylinux2010_i686, glibc 2.12",
        "manylinux2014_aarch64, glibc 2.17",
        "manylinux_2_28_x86_64, glibc 2.28",
        "manylinux_2_99_riscv64, glibc 2.99",
        "musllinux_1_2_x86_64, musl 1.2"
    })
    void tagsPromiseALibrary(String tag, String promised) {
        assertThat(LibcVersion.ofTag(tag)).map(LibcVersion::toString).contains(promised);
    }

    @ParameterizedTest
    @CsvSource({"linux_x86_64", "macosx_11_0_arm64", "win_amd64", "any", "manylinux_x_y_x86_64"})
    void othersPromiseNone(String tag) {
        assertThat(LibcVersion.ofTag(tag)).isEmpty();
    }

    @Test
    void versionsCompareAsNumbers() {
        assertThat(LibcVersion.parse("glibc 2.5").orElseThrow())
                .isLessThan(LibcVersion.parse("glibc 2.17").orElseThrow());
        assertThat(LibcVersion.parse("musl 1.2.5").orElseThrow()).hasToString("musl 1.2");
        assertThat(LibcVersion.parse("unknown")).isEmpty();
    }
}
