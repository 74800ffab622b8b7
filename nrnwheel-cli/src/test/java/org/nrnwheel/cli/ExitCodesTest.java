package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExitCodesTest {
    @Test
    void everyCodeHasAnExitCodeOfItsOwnAndASectionInTheGuide() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "exit-codes.md"));

        assertThat(ExitCodes.BY_CODE.values()).doesNotHaveDuplicates();
        for (Map.Entry<String, Integer> entry : ExitCodes.BY_CODE.entrySet()) {
            assertThat(guide).contains("\n## " + entry.getValue() + ": " + entry.getKey() + "\n");
        }
        assertThat(guide).contains("\n## 70: internal\n");
    }
}
