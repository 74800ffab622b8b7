package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.Interpreter;

class InterpreterFinderTest {
    @TempDir
    Path home;

    private List<Interpreter> find(Path... given) {
        String path = home.resolve("bin") + ":/no/such:" + home.resolve(".pyenv/shims");
        return new InterpreterFinder(Hosts.environment(home, path)).find(List.of(given));
    }

    private Path python(String file, String version) throws IOException {
        return Hosts.python(home.resolve(file), version, "cpython-311-x86_64-linux-gnu", true);
    }

    @Test
    void findsEachOriginBestFirst() throws IOException {
        Path provisioned = python(".local/share/nrnwheel/pythons/cp311-3.11.3/bin/python", "3.11.3");
        Path uv = python(".local/share/uv/python/cpython-3.11.5-linux-x86_64-gnu/bin/python3", "3.11.5");
        Path older = python(".pyenv/versions/3.11.2/bin/python", "3.11.2");
        Path newer = python(".pyenv/versions/3.11.10/bin/python", "3.11.10");
        Path path = python("bin/python3.11", "3.11.1");
        Path given = python("mine/python", "3.11.0");
        assertThat(find(given).stream().map(Interpreter::executable))
                .containsExactly(
                        given.toString(),
                        path.toString(),
                        newer.toString(),
                        older.toString(),
                        uv.toString(),
                        provisioned.toString());
        assertThat(find(given).stream().map(Interpreter::origin))
                .containsExactly("given", "path", "pyenv", "pyenv", "uv", "provisioned");
    }

    @Test
    void oneThatCannotCompileStandsAfterThoseThatCan() throws IOException {
        Hosts.python(home.resolve("bin/python3.11"), "3.11.1", "cpython-311-x86_64-linux-gnu", false);
        python(".pyenv/versions/3.11.2/bin/python", "3.11.2");
        assertThat(find().stream().map(Interpreter::origin)).containsExactly("pyenv", "path");
    }

    @Test
    void oneFileUnderManyNamesIsOneInterpreter() throws IOException {
        Path real = python("bin/python3.11", "3.11.1");
        Files.createSymbolicLink(home.resolve("bin/python3"), real);
        assertThat(find(real))
                .hasSize(1)
                .first()
                .extracting(Interpreter::origin)
                .isEqualTo("given");
    }

    @Test
    void brokenOnesAndShimsAreLeftOut() throws IOException {
        Hosts.script(home.resolve("bin/python3.9"), "exit 1");
        Hosts.script(home.resolve("bin/python3.10"), "echo nonsense");
        Files.writeString(home.resolve("bin/python3.12"), "not executable");
        Files.createSymbolicLink(home.resolve("bin/python3.13"), Path.of("/no/such"));
        python(".pyenv/shims/python3.11", "3.11.1");
        python("bin/python3.11-config", "3.11.1");
        python(".local/share/nrnwheel/pythons/.part-1/bin/python", "3.11.1");
        assertThat(find(home.resolve("missing"))).isEmpty();
    }
}
