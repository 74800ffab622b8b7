package org.nrnwheel.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nrnwheel.json.Schemas;
import org.nrnwheel.testing.ShelfLife;
import org.nrnwheel.testing.ShelfLife.FirstBad;

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

    @Test
    void aShelfLifeFollowsItsSchema() {
        FirstBad bad = new FirstBad("setuptools", "81.0.0", "82.0.0", List.of("nrniv"));
        ShelfLife life = new ShelfLife(List.of(Reports.test(false), Reports.test(true)), List.of(bad));

        assertThat(Schemas.violations("shelf-life", life.toJson())).isEmpty();
        assertThat(life.passed()).isFalse();
    }
}
