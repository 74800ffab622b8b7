package org.nrnwheel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nrnwheel.json.Schemas;

class PlanSchemaTest {
    @Test
    void aPlanFollowsItsSchema() {
        assertThat(Schemas.violations("plan", Plans.everything().toJson())).isEmpty();
    }

    @Test
    void anInventoryFollowsItsSchema() {
        assertThat(Schemas.violations("inventory", Plans.inventory().toJson())).isEmpty();
    }

    @Test
    void interpretersFollowTheirSchema() {
        assertThat(Schemas.violations("pythons", List.of(Plans.PYTHON.toJson()).toString()))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesAnotherDocument() {
        assertThat(Schemas.violations("plan", Plans.inventory().toJson())).isNotEmpty();
    }
}
