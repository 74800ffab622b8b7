package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PythonMendingTest {
    private static final String RPATHS = "-Wl,-rpath,\\\\$ORIGIN/,-rpath,\\\\$ORIGIN/../";

    @Test
    void runtimePathsAndStrippingGoFromBuildData() {
        String data = " 'LDSHARED': 'gcc -m64 -pthread -shared -s '\n             '" + RPATHS + "',\n"
                + " 'LDFLAGS': '-s " + RPATHS + "',\n 'STRIPFLAG': '-s',\n 'Py_ENABLE_SHARED': 1,\n"
                + "  \"PY_ENABLE_SHARED\": 1,\n";
        assertThat(PythonMending.mendData(data))
                .isEqualTo(" 'LDSHARED': 'gcc -m64 -pthread -shared ',\n 'LDFLAGS': '',\n 'STRIPFLAG': '-s',\n"
                        + " 'Py_ENABLE_SHARED': 0,\n  \"PY_ENABLE_SHARED\": 0,\n");
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
