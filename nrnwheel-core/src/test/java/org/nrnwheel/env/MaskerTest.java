package org.nrnwheel.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskerTest {
    private static final List<Secret> SECRETS =
            List.of(Secret.of("LONG", "hunter-two"), Secret.of("SHORT", "pw"), Secret.of("WITHIN", "hunter-two-three"));

    @Test
    void ordinaryTextIsNotBlottedOutByShortValues() {
        assertThat(new Masker(SECRETS).mask("hunter-two-three has the pw hunter-two"))
                .isEqualTo("*** has the pw ***");
    }

    @Test
    void shortValuesAreHiddenWhereTheyWereGivenAway() {
        assertThat(Masker.ofEach(SECRETS).mask("the pw is hunter-two")).isEqualTo("the *** is ***");
    }

    @Test
    void nothingIsHiddenForASecretWithoutText() {
        assertThat(Masker.ofEach(List.of(Secret.of("NONE", ""))).mask("text")).isEqualTo("text");
    }
}
