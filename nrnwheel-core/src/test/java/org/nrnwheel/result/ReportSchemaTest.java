package org.nrnwheel.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nrnwheel.json.Schemas;

class ReportSchemaTest {
    @Test
    void aReportFollowsItsSchema() {
        assertThat(Schemas.violations("report", Reports.mixed().toJson())).isEmpty();
    }

    @Test
    void aTestReportFollowsItsSchema() {
        assertThat(Schemas.violations("test-report", Reports.test(true).toJson()))
                .isEmpty();
    }
}
