package org.nrnwheel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.wheel.SampleWheel;

class WheelContentsTest {
    @TempDir
    Path directory;

    @Test
    void readsNameVersionModulesAndPrograms() throws IOException {
        String name = "My_Wheel-1.2-1build-cp311-cp311-linux_x86_64.whl";
        Path file = new SampleWheel(name)
                .with("pkg/__init__.py", "")
                .with("pkg/.data/bin/tool.py", "")
                .with("single.py", "")
                .with("native.cpython-311-x86_64-linux-gnu.so", "")
                .with("space/inner/_c.abi3.so", "")
                .with("My_Wheel-1.2.data/platlib/moved.py", "")
                .with("My_Wheel-1.2.data/scripts/sh", "")
                .with("My_Wheel.libs/libx.so", "")
                .with("types-stubs/a.pyi", "")
                .with(
                        "My_Wheel-1.2.dist-info/entry_points.txt",
                        "[gui_scripts]\nwindow = pkg:gui\n[console_scripts]\nrun-it = pkg:main [extra]\nalso=pkg:x\n[other]\nz = pkg:z\n")
                .writeRawTo(directory);

        WheelContents contents = WheelContents.read(file, name);

        assertThat(contents.distribution()).isEqualTo("My_Wheel");
        assertThat(contents.version()).isEqualTo("1.2");
        assertThat(contents.modules()).containsExactly("moved", "native", "pkg", "single", "space");
        assertThat(contents.programs()).containsExactly("also", "run-it");
        assertThat(contents.files()).hasSize(10).contains("My_Wheel.libs/libx.so");
    }

    @Test
    void refusesWhatIsNoWheel() {
        assertThatThrownBy(() -> WheelContents.read(directory.resolve("x.zip"), "x.zip"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("PEP 427");
    }
}
