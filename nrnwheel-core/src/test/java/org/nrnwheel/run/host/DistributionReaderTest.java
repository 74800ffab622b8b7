package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nrnwheel.plan.Distribution;

class DistributionReaderTest {
    @Test
    void readsQuotedAndPlainValues() {
        List<String> lines = List.of(
                "# a comment", "NAME=\"Alma Linux\"", "ID='almalinux'", "ID_LIKE=\"rhel centos\"", "VERSION_ID=9.4");
        assertThat(DistributionReader.parse(lines)).isEqualTo(new Distribution("almalinux", "rhel centos", "9.4"));
    }

    @Test
    void missingFieldsHaveTheDefaultsOfTheStandard() {
        assertThat(DistributionReader.parse(List.of())).isEqualTo(new Distribution("linux", "", ""));
    }
}
