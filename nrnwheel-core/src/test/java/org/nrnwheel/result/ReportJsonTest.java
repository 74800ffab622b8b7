package org.nrnwheel.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nrnwheel.testing.TestReport;

class ReportJsonTest {
    @Test
    void aReportComesBackAsItWas() {
        BuildReport report = Reports.mixed();

        assertThat(BuildReport.fromJson(report.toJson())).isEqualTo(report);
    }

    @Test
    void eachResultComesBackAsItWas() {
        for (JobResult result : Reports.mixed().jobs()) {
            assertThat(JobResult.fromJson(result.toJson())).isEqualTo(result);
        }
    }

    @Test
    void aTestReportBeginsWithItsFixedFields() {
        TestReport report = Reports.test(true);

        assertThat(TestReport.fromJson(report.toJson())).isEqualTo(report);
        assertThat(report.toJson().replaceAll("\\s+", ""))
                .startsWith("{\"schemaVersion\":1,\"wheel\":\"demo-1.0-cp311-cp311-linux_x86_64.whl\",\"python\":")
                .contains("\"checks\":[{\"name\":\"import\",\"status\":\"passed\",\"reason\":\"\",\"seconds\":1.234,");
    }
}
