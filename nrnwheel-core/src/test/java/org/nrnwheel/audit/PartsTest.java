package org.nrnwheel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The small parts of an audit. */
class PartsTest {
    @Test
    void buildPathsAreFoundInBytes() {
        assertThat(paths("\0/project/src/a.cpp\0x/home/ci/work/b.c\n")).containsExactly("/project/src/a.cpp");
        assertThat(paths("CC = /opt/rh/gcc-10/bin/gcc -I/tmp/tmpab12/include"))
                .containsExactly("/opt/rh/gcc-10/bin/gcc");
        assertThat(paths("'/tmp/tmpab12/include'")).containsExactly("/tmp/tmpab12/include");
        assertThat(paths("${ROOT}/build/cmake/x, https://host/project/x, /usr/lib/x, /home/user/doc"))
                .isEmpty();
    }

    private static List<String> paths(String text) {
        return BuildPaths.in(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void filesLandWhereInstallersPutThem() {
        InstalledPaths paths = new InstalledPaths("demo-1.0.dist-info");

        assertThat(paths.of("demo/x.so")).isEqualTo("lib/python/site-packages/demo/x.so");
        assertThat(paths.of("demo-1.0.data/platlib/demo/x.so")).isEqualTo("lib/python/site-packages/demo/x.so");
        assertThat(paths.of("demo-1.0.data/scripts/tool")).isEqualTo("bin/tool");
        assertThat(paths.of("demo-1.0.data/data/lib/x.so")).isEqualTo("lib/x.so");
        assertThat(InstalledPaths.directory("$ORIGIN/../lib", "bin/tool")).contains("lib");
        assertThat(InstalledPaths.directory("${ORIGIN}", "bin/tool")).contains("bin");
        assertThat(InstalledPaths.directory("$ORIGINAL/x", "bin/tool")).isEmpty();
        assertThat(InstalledPaths.directory("$ORIGIN/../../x", "bin/tool")).isEmpty();
        assertThat(InstalledPaths.directory("/usr/lib", "bin/tool")).isEmpty();
    }

    @Test
    void versionsStandInTheOrderOfTheirNumbers() {
        assertThat(VersionOrder.sorted(List.of("GLIBC_2.17", "GLIBC_2.4", "GCC_3.0", "GLIBC_2.2.5", "GLIBC_2")))
                .containsExactly("GCC_3.0", "GLIBC_2", "GLIBC_2.2.5", "GLIBC_2.4", "GLIBC_2.17");
    }

    @Test
    void excludesMatchAsInAShell() {
        Excludes excludes = new Excludes(List.of("libgomp.so.*", "lib?.so"));

        assertThat(excludes.matches("libgomp.so.1")).isTrue();
        assertThat(excludes.matches("libx.so")).isTrue();
        assertThat(excludes.matches("libgompxso.1")).isFalse();
        assertThat(excludes.matches("libxy.so")).isFalse();
    }
}
