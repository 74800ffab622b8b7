package org.nrnwheel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.json.InvalidJsonException;

class PlanJsonTest {
    @Test
    void aPlanComesBackAsItWas() {
        BuildPlan plan = Plans.everything();

        assertThat(BuildPlan.fromJson(plan.toJson())).isEqualTo(plan);
    }

    @Test
    void anInventoryComesBackAsItWas() {
        Inventory inventory = Plans.inventory();

        assertThat(Inventory.fromJson(inventory.toJson())).isEqualTo(inventory);
    }

    @Test
    void aVariableStandsByNameOnly() {
        assertThat(Plans.everything().toJson().replaceAll("\\s+", ""))
                .contains("\"TOKEN\":{\"variable\":\"INDEX_TOKEN\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"schemaVersion\": 2}",
                "{\"schemaVersion\": \"1\"}",
                "{\"schemaVersion\": 1, \"recipe\": 3}",
                "{\"schemaVersion\": 1"
            })
    void whatIsNoPlanIsRefused(String json) {
        assertThatThrownBy(() -> BuildPlan.fromJson(json))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageContaining("the plan");
    }

    @Test
    void aFieldThatNoPlanCanHaveIsNamed() {
        String json = Plans.everything().toJson();

        assertThatThrownBy(() -> BuildPlan.fromJson(json.replaceFirst("\"path\" : \"ccache\"", "\"path\" : \"../x\"")))
                .isInstanceOf(InvalidJsonException.class);
        assertThatThrownBy(() -> BuildPlan.fromJson(json.replace("\"kind\" : \"deliver\"", "\"kind\" : \"sell\"")))
                .hasMessageContaining("jobs[0].steps[4].kind");
        assertThatThrownBy(() -> BuildPlan.fromJson(json.replace("\"x86_64\"", "\"vax\"")))
                .hasMessageContaining("architecture cannot be 'vax'");
        assertThatThrownBy(
                        () -> BuildPlan.fromJson(json.replaceFirst("\"parallel\" : 2", "\"parallel\" : 99999999999")))
                .isInstanceOf(InvalidJsonException.class);
    }
}
