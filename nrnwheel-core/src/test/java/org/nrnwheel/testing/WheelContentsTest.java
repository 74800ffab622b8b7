package org.nrnwheel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WheelContentsTest {
    @TempDir
    Path directory;

    @Test
    void readsNameVersionModulesAndPrograms() throws IOException {
        String name = "My_Wheel-1.2-1build-cp311-cp311-linux_x86_64.whl";
        Path file = Wheels.write(
                directory.resolve(name),
                "pkg/__init__.py",
                "",
                "pkg/.data/bin/tool.py",
                "",
                "single.py",
                "",
                "native.cpython-311-x86_64-linux-gnu.so",
                "",
                "space/inner/_c.abi3.so",
                "",
                "My_Wheel-1.2.data/platlib/moved.py",
                "",
                "My_Wheel-1.2.data/scripts/sh",
                "",
                "My_Wheel.libs/libx.so",
                "",
                "types-stubs/a.pyi",
                "",
                "My_Wheel-1.2.dist-info/entry_points.txt",
                "[gui_scripts]\nwindow = pkg:gui\n[console_scripts]\nrun-it = pkg:main [extra]\nalso=pkg:x\n[other]\nz = pkg:z\n");

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
