package org.nrnwheel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanTextTest {
    private final String text = Plans.everything().toString();

    @Test
    void itNamesRecipePlatformJobsStepsAndProblems() {
        assertThat(text)
                .contains("recipe neuron-setup-py on host: 1 wheel, up to 2 at once")
                .contains("cp311-linux_x86_64  (Python 3.11.2, /usr/bin/python3.11)")
                .contains("1. file: write $WORK/bin/cmake, a program")
                .contains("gives $wheel, the one $DIST/*.whl".replace("*.whl", "'*.whl'"))
                .contains("4. test: suite neuron on $repaired with the constraints of /etc/constraints.txt")
                .contains("5. deliver: move $repaired to $WHEELHOUSE")
                .contains("- bison is missing\n    → apt-get install bison");
    }

    @Test
    void noControlCharacterButTheLineEndIsInIt() {
        assertThat(text.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl))
                .isTrue();
    }

    @Test
    void aVariableStandsByName() {
        assertThat(text).contains("TOKEN=${INDEX_TOKEN}");
    }
}
