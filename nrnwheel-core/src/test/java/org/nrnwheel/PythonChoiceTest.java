package org.nrnwheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.tag.Architecture;

class PythonChoiceTest {
    private static final String WHEEL = "w-1-cp312-cp312-linux_x86_64.whl";

    @TempDir
    Path directory;

    private Path program;
    private Path shim;
    private PythonChoice choice;

    @BeforeEach
    void install() throws IOException {
        shim = executable("shims/python3");
        executable("shims/python3.9");
        program = executable("bin/python3.9");
        Environment environment = new Environment(
                Map.of("PATH", directory.resolve("shims") + ":" + directory.resolve("bin")),
                Map.of("user.dir", directory.toString()));
        choice = new PythonChoice(environment, List.of(interpreter(11), interpreter(12), interpreter(13)), true);
    }

    @Test
    void takesAPathAsItIs() {
        assertThat(choice.choose("/opt/venv/bin/python", WHEEL)).isEqualTo("/opt/venv/bin/python");
        assertThat(choice.choose("./bin/python3.9", WHEEL)).isEqualTo(program.toString());
    }

    @Test
    void findsANameOnPathAndPrefersProgramsToShims() {
        assertThat(choice.choose("python3.9", WHEEL)).isEqualTo(program.toString());
        assertThat(choice.choose("python3", WHEEL)).isEqualTo(shim.toString());
    }

    @Test
    void selectsByVersionAndPrefersTheWheelsTag() {
        assertThat(choice.choose("3.11", WHEEL)).isEqualTo("/pythons/11");
        assertThat(choice.choose("3*", WHEEL)).isEqualTo("/pythons/12");
    }

    @Test
    void onAnotherSystemANameIsOneOfItsPythonsAndNotOneOfThisPath() {
        PythonChoice there = new PythonChoice(choice.environment(), choice.interpreters(), false);

        assertThat(there.choose("python3.12", WHEEL)).isEqualTo("/pythons/12");
        assertThat(there.choose("python3", WHEEL)).isEqualTo("/pythons/11");
        assertThat(there.choose("3.13", WHEEL)).isEqualTo("/pythons/13");
        assertThatThrownBy(() -> there.choose("python3.9", WHEEL)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void listsWhatThereIsWhenNothingFits() {
        for (String python : List.of("3.7", "python3.7")) {
            assertThatThrownBy(() -> choice.choose(python, WHEEL))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            e -> assertThat(e.remedy()).contains("3.12.1 /pythons/12"))
                    .hasMessageContaining(python);
        }
    }

    private Path executable(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static Interpreter interpreter(int minor) {
        String tag = "cp3" + minor;
        return new Interpreter(
                "/pythons/" + minor,
                "cpython",
                "3." + minor + ".1",
                3,
                minor,
                tag,
                tag,
                "linux_x86_64",
                Architecture.X86_64,
                true,
                "given");
    }
}
