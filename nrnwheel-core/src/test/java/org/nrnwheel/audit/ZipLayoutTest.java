package org.nrnwheel.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.wheel.InvalidWheelException;
import org.nrnwheel.wheel.SampleWheel;

class ZipLayoutTest {
    @TempDir
    private Path directory;

    private Path wheel;

    @BeforeEach
    void wheel() throws IOException {
        wheel = SampleWheel.valid("demo-1.0-py3-none-any.whl")
                .with("demo/aaaa.py", "A = 1\n")
                .with("demo/bbbb.py", "B = 2\n")
                .writeTo(directory);
    }

    private AuditReport audit() {
        return WheelAudit.of(wheel, AuditOptions.STANDARD);
    }

    @Test
    void aSoundArchiveHasNoFindings() {
        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void trailingDataIsAnError() throws IOException {
        Files.write(wheel, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

        assertThat(audit().findings("trailing-data")).hasSize(1);
    }

    @Test
    void namesThatStandTwiceAreAnError() throws IOException {
        replace("demo/bbbb.py", "demo/aaaa.py");

        assertThat(audit().findings("duplicate-entry"))
                .extracting(finding -> finding.file().orElseThrow())
                .containsExactly("demo/aaaa.py");
    }

    @Test
    void aLocalHeaderWithAnotherNameIsAnError() throws IOException {
        byte[] bytes = Files.readAllBytes(wheel);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("demo/bbbb.py");
        bytes[at] = 'x';
        Files.write(wheel, bytes);

        assertThat(audit().findings("wrong-local-header"))
                .extracting(finding -> finding.file().orElseThrow())
                .containsExactly("demo/bbbb.py");
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        Files.writeString(wheel, "no archive");

        assertThatThrownBy(this::audit).isInstanceOf(InvalidWheelException.class);
    }

    /** In the directory and the local header, not in RECORD, which is compressed. */
    private void replace(String name, String other) throws IOException {
        String text = Files.readString(wheel, StandardCharsets.ISO_8859_1);
        Files.writeString(wheel, text.replace(name, other), StandardCharsets.ISO_8859_1);
    }
}
