package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PythonMendingTest {
    private static final String RPATHS = "-Wl,-rpath,\\\\$ORIGIN/,-rpath,\\\\$ORIGIN/../";

    @Test
    void runtimePathsAndStrippingGoFromBuildData() {
        String data = """
                 'LDSHARED': 'gcc -m64 -pthread -shared -s '
                             'RPATHS',
                 'LDFLAGS': '-s RPATHS',
                 'STRIPFLAG': '-s',
                 'Py_ENABLE_SHARED': 1,
                  "PY_ENABLE_SHARED": 1,
                """.replace("RPATHS", RPATHS);
        assertThat(PythonMending.mendData(data)).isEqualTo("""
                         'LDSHARED': 'gcc -m64 -pthread -shared ',
                         'LDFLAGS': '',
                         'STRIPFLAG': '-s',
                         'Py_ENABLE_SHARED': 0,
                          "PY_ENABLE_SHARED": 0,
                        """);
    }

    @Test
    void theMakefileIsMendedAlike() {
        String makefile = "LDFLAGS=\t-s " + RPATHS + "\nPY_ENABLE_SHARED=\t1\nX=\tln -s a\n";
        assertThat(PythonMending.mendMakefile(makefile)).isEqualTo("LDFLAGS=\t\nPY_ENABLE_SHARED=\t0\nX=\tln -s a\n");
    }

    @Test
    void theBuildersPrefixIsRead() throws IOException {
        assertThat(PythonMending.prefix("{'exec_prefix': '/a',\n 'prefix': '/home/b',\n"))
                .isEqualTo("/home/b");
        assertThatThrownBy(() -> PythonMending.prefix("{}")).isInstanceOf(IOException.class);
    }
}
