package org.nrnwheel.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordComparisonTest {
    private static final String NAME = "demo-1.0-cp311-cp311-linux_x86_64.whl";

    @TempDir
    private Path directory;

    private String installed = "";
    private Path file = Path.of("");

    @BeforeEach
    void install() throws IOException {
        file = SampleWheel.valid(NAME)
                .with("demo-1.0.data/scripts/run", "#!python\nimport demo\n")
                .with("demo-1.0.data/scripts/native", "\u007fELF")
                .with("demo-1.0.data/data/share/demo.txt", "text")
                .with("demo-1.0.data/platlib/demo/extra.py", "1")
                .with("demo-1.0.data/headers/demo.h", "int x;")
                .with("demo-1.0.dist-info/entry_points.txt", "[console_scripts]\ndemo-go = demo:go\n")
                .writeTo(directory);
        try (WheelFile wheel = WheelFile.open(file)) {
            installed = new String(wheel.read("demo-1.0.dist-info/RECORD"), StandardCharsets.UTF_8)
                    .replaceFirst("demo-1.0.data/scripts/run,[^\n]*", "../../../bin/run,sha256=other,9")
                    .replace("demo-1.0.data/scripts/", "../../../bin/")
                    .replace("demo-1.0.data/data/", "../../../")
                    .replace("demo-1.0.data/platlib/", "")
                    .replace("demo-1.0.data/headers/", "../../../include/site/python3.11/demo/");
        }
        installed += """
                ../../../bin/demo-go,sha256=x,1
                demo/__pycache__/__init__.cpython-311.pyc,,
                demo-1.0.dist-info/INSTALLER,sha256=x,4
                demo-1.0.dist-info/REQUESTED,sha256=x,0
                demo-1.0.dist-info/direct_url.json,sha256=x,9
                demo-1.0.dist-info/uv_cache.json,sha256=x,9
                """;
    }

    @Test
    void allowsWhatInstallersMoveRewriteAndAdd() {
        assertThat(compare(installed).differences()).isEmpty();
        assertThat(compare(installed).isSame()).isTrue();
        assertThat(compare(installed).compared()).isEqualTo(8);
    }

    @Test
    void seesAFileWithAnotherContent() {
        assertThat(compare(installed.replaceFirst("demo/__init__.py,sha256=.", "demo/__init__.py,sha256=_"))
                        .differences())
                .containsExactly("demo/__init__.py has another content");
        assertThat(compare(installed.replaceFirst("bin/native,sha256=.", "bin/native,sha256=_"))
                        .differences())
                .containsExactly("demo-1.0.data/scripts/native has another content");
    }

    @Test
    void seesFilesThatAreMissingOrOfAnotherWheel() {
        assertThat(compare(installed.replaceFirst("demo/extra.py,[^\n]*\n", "demo/other.py,sha256=x,1\n"))
                        .differences())
                .containsExactly(
                        "demo-1.0.data/platlib/demo/extra.py is not installed", "demo/other.py is not of this wheel");
    }

    private RecordComparison compare(String record) {
        try (WheelFile wheel = WheelFile.open(file)) {
            return RecordComparison.of(wheel, RecordFile.parse(record));
        }
    }
}
