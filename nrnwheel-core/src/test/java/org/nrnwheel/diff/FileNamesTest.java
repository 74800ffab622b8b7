package org.nrnwheel.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "demo.libs/libz-dd453c56.so.1.2.11, libz, 1.2.11",
                "libopenblas64_p-r0-0cf96a72.3.23.dev.so, libopenblas64_p-r0, 3.23.dev",
                "psycopg2/.libs/libssl-0b2f9bf1.so.1.1, libssl, 1.1",
                "a/libgfortran-040039e1-0352e75f.so.5.0.0, libgfortran, 5.0.0",
                "neuron/.data/lib/libnrniv.so, libnrniv, -",
                "neuron/.data/lib/libnrnpython3.11.so, libnrnpython3.11, -",
                "neuron/hoc.cpython-311-x86_64-linux-gnu.so, hoc, -",
                "cryptography/_rust.abi3.so, _rust, -",
                "neuron/.data/bin/nrniv-core, nrniv-core, -",
            })
    void stemAndVersionOf(String path, String stem, String version) {
        assertThat(FileNames.stem(path)).isEqualTo(stem);
        assertThat(FileNames.version(path).orElse(null)).isEqualTo(version);
    }
}
