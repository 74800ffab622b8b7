package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.Interpreters;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Interpreter;

/** A real CPython through the real Maven: it makes virtual environments and compiles extensions. */
@Tag("slow")
class ProvisionedPythonTest {
    private static final String EXTENSION = """
            #include <Python.h>
            static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "answer", 0, -1, 0};
            PyMODINIT_FUNC PyInit_answer(void) {
                PyObject *module = PyModule_Create(&definition);
                PyModule_AddIntConstant(module, "value", 42);
                return module;
            }
            """;
    private static final String COMPILE = """
            import subprocess, sysconfig, ssl, ctypes
            var = sysconfig.get_config_var
            command = [*var("LDSHARED").split(), *var("CFLAGS").split(), "-fPIC", "-I" + sysconfig.get_paths()["include"]]
            subprocess.check_call([*command, "answer.c", "-o", "answer" + var("EXT_SUFFIX")])
            import sys
            sys.path.insert(0, ".")
            import answer
            print(answer.value, var("Py_ENABLE_SHARED"), "rpath" in var("LDSHARED"), "-s" in var("LDSHARED").split())
            """;

    @TempDir
    Path directory;

    @Test
    void aProvisionedPythonMakesEnvironmentsAndCompilesExtensions() throws IOException, InterruptedException {
        Environment environment = Environment.system()
                .withVariable("NRNWHEEL_DATA", directory.resolve("data").toString());
        Interpreter python = Interpreters.provision("3.12", environment, line -> {});
        assertThat(python.headers()).isTrue();
        assertThat(Interpreters.find(environment)).contains(python);
        Path venv = directory.resolve("venv");
        run(python.executable(), "-m", "venv", venv.toString());
        Files.writeString(directory.resolve("answer.c"), EXTENSION);
        assertThat(run(venv.resolve("bin/python").toString(), "-c", COMPILE).strip())
                .isEqualTo("42 0 False False");
        assertThat(run(venv.resolve("bin/pip").toString(), "--version")).contains(venv.toString());
    }

    private String run(String... argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(argv))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
