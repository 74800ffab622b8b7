package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsAtOnceTest {
    @ParameterizedTest(name = "{0} wanted of {1} jobs on {2} processors with {3} GiB: {4}")
    @CsvSource({
        ", 6, 2, 24, 2", ", 1, 2, 24, 1", ", 6, 8, 64, 4", "6, 6, 8, 64, 6", "2, 6, 8, 64, 2",
        ", 6, 8, 16, 2", "6, 6, 8, 16, 2", "6, 6, 8, 4, 1", ", 6, 2, 1, 1", "3, 6, 4, , 3"
    })
    void areBoundedByWhatIsThere(Integer wanted, int jobs, int processors, Long gibibytes, int expected) {
        OptionalLong memory = gibibytes == null ? OptionalLong.empty() : OptionalLong.of(gibibytes << 30);
        assertThat(JobsAtOnce.of(Optional.ofNullable(wanted), jobs, processors, memory))
                .isEqualTo(expected);
    }
}
