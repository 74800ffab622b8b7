package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;

class ExitCodesTest {
    private static Exit exit(int code, boolean outOfMemory) {
        return ExitCodes.describe(code, Duration.ZERO, outOfMemory);
    }

    @Test
    void codesAboveTheSignalsAreCodes() {
        assertThat(exit(255, false).outcome()).isEqualTo(Outcome.EXITED);
        assertThat(exit(255, false).code()).isEqualTo(255);
        assertThat(exit(128, false).code()).isEqualTo(128);
    }

    @Test
    void aKillForWantOfMemoryIsToldFromOtherKills() {
        assertThat(exit(137, false).outcome()).isEqualTo(Outcome.SIGNALLED);
        assertThat(exit(137, true).outcome()).isEqualTo(Outcome.OUT_OF_MEMORY);
        assertThat(exit(143, true).outcome()).isEqualTo(Outcome.SIGNALLED);
    }

    @Test
    void aCompilerThatWasKilledIsNamedInItsParentsExit() {
        assertThat(exit(2, true).detail()).contains("want of memory");
        assertThat(exit(0, true).detail()).isEmpty();
    }
}
