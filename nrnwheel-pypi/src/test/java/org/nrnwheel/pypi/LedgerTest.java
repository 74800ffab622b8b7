package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.request.InvalidRequestException;

class LedgerTest {
    @TempDir
    private Path directory;

    @Test
    void aLineThatIsTornAnywhereIsLeftAndTheRestHolds() throws IOException {
        Path whole = directory.resolve("whole.jsonl");
        try (Ledger ledger = Ledger.open(whole)) {
            ledger.write(Ledger.Entry.ATTEMPT, "u", "a", "1", 1, "");
            ledger.write(Ledger.Entry.PUBLISHED, "u", "a", "1", 1, "é");
        }
        byte[] bytes = Files.readAllBytes(whole);
        int first = Files.readString(whole).indexOf('\n');
        for (int length = 0; length <= bytes.length; length++) {
            Path torn = Files.write(directory.resolve("torn" + length), Arrays.copyOf(bytes, length));
            try (Ledger ledger = Ledger.open(torn)) {
                boolean published = length >= bytes.length - 1;
                assertThat(ledger.published("u", "a", "1")).isEqualTo(published);
                assertThat(ledger.open("u", "a", "1")).isEqualTo(length >= first && !published);
                ledger.write(Ledger.Entry.PUBLISHED, "u", "b", "2", 1, "");
            }
            try (Ledger ledger = Ledger.open(torn)) {
                assertThat(ledger.published("u", "b", "2")).isTrue();
                assertThat(ledger.published("u", "b", "3")).isFalse();
            }
        }
    }

    @Test
    void oneRunAtATimeHasIt() {
        Path file = directory.resolve("ledger.jsonl");
        try (Ledger ledger = Ledger.open(file)) {
            assertThat(ledger.published("u", "a", "1")).isFalse();
            assertThatThrownBy(() -> Ledger.open(file))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("another run");
        }
        Ledger.open(file).close();
    }
}
