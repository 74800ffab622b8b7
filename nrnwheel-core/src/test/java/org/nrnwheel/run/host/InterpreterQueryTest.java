package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.run.host.InterpreterFinder.Origin;
import org.nrnwheel.tag.Architecture;

class InterpreterQueryTest {
    private static final Path PYTHON = Path.of("/nowhere/python");

    private static Interpreter read(String answer) {
        return InterpreterQuery.read(answer, PYTHON, Origin.PATH).orElseThrow();
    }

    private static Interpreter of(String version, String soabi) {
        return read(Hosts.answer(version, soabi, true));
    }

    @Test
    void abiTagsAreThoseOfThePackagingTools() {
        assertThat(of("3.7.9", "cpython-37m-x86_64-linux-gnu").abiTag()).isEqualTo("cp37m");
        assertThat(of("3.12.1", "cpython-312-x86_64-linux-gnu").abiTag()).isEqualTo("cp312");
        assertThat(of("3.13.0", "cpython-313t-x86_64-linux-gnu").abiTag()).isEqualTo("cp313t");
        assertThat(of("3.11.2", "cpython-311d-x86_64-linux-gnu").abiTag()).isEqualTo("cp311d");
        assertThat(of("3.11.2", "").abiTag()).isEqualTo("cp311");
        assertThat(of("3.13.0", "cpython-313t-x86_64-linux-gnu").pythonTag()).isEqualTo("cp313");
    }

    @Test
    void pypyHasTagsOfItsOwn() {
        String answer =
                Hosts.answer("3.9.18", "pypy39-pp73-x86_64-linux-gnu", true).replace("cpython", "pypy");
        assertThat(read(answer).pythonTag()).isEqualTo("pp39");
        assertThat(read(answer).abiTag()).isEqualTo("pypy39_pp73");
    }

    @Test
    void macosNamesThePlatformByItsDeploymentTarget() {
        String answer = Hosts.answer("3.11.2", "cpython-311-darwin", true)
                .replace("linux-x86_64", "macosx-10.9-universal2")
                .replace("\"machine\": \"x86_64\"", "\"machine\": \"arm64\"");
        assertThat(read(answer).platformTag()).isEqualTo("macosx_10_9_universal2");
        assertThat(read(answer).architecture()).isEqualTo(Architecture.ARM64);
    }

    @Test
    void a32BitPythonOnA64BitKernelIsOfItsOwnArchitecture() {
        Interpreter interpreter = read(Hosts.answer("3.9.1", "", true).replace(": 64", ": 32"));
        assertThat(interpreter.platformTag()).isEqualTo("linux_i686");
        assertThat(interpreter.architecture()).isEqualTo(Architecture.I686);
    }

    @Test
    void whatAnswersSomethingElseIsNone() {
        assertThat(InterpreterQuery.read("Hello", PYTHON, Origin.PATH)).isEmpty();
        assertThat(InterpreterQuery.read("{}", PYTHON, Origin.PATH)).isEmpty();
    }

    @Test
    void aRealPythonAnswers() {
        Environment environment = Environment.system();
        assertThat(new InterpreterFinder(environment).find(java.util.List.of()))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.version()).startsWith(found.major() + "." + found.minor() + "."));
    }
}
