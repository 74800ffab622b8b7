package org.nrnwheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.tag.Architecture;

class WheelChoiceTest {
    private static final Interpreter PYTHON = new Interpreter(
            "/usr/bin/python3.11",
            "cpython",
            "3.11.2",
            3,
            11,
            "cp311",
            "cp311",
            "linux_x86_64",
            Architecture.X86_64,
            true,
            "path");

    @TempDir
    Path directory;

    @Test
    void takesTheWheelOfThisPython() throws IOException {
        put(
                "demo-1.0-cp310-cp310-manylinux_2_17_x86_64.whl",
                "demo-1.0-cp311-cp311-manylinux_2_17_x86_64.whl",
                "demo-1.0-cp39-abi3-manylinux_2_17_x86_64.whl",
                "demo-1.0-cp311-cp311-manylinux_2_17_aarch64.whl",
                "demo-1.0-py3-none-any.whl",
                "notes.txt");
        assertThat(WheelChoice.choose(directory, PYTHON)).hasFileName("demo-1.0-cp311-cp311-manylinux_2_17_x86_64.whl");
    }

    @Test
    void takesTheNewestVersion() throws IOException {
        put(
                "demo-1.9-cp311-cp311-manylinux_2_17_x86_64.whl",
                "demo-1.10-cp37-abi3-manylinux_2_17_x86_64.whl",
                "demo-2.0-cp312-abi3-manylinux_2_17_x86_64.whl");
        assertThat(WheelChoice.choose(directory, PYTHON)).hasFileName("demo-1.10-cp37-abi3-manylinux_2_17_x86_64.whl");
    }

    @Test
    void namesWhatThereIsWhenNothingFits() throws IOException {
        put("demo-1.0-cp312-cp312-manylinux_2_17_x86_64.whl", "demo-1.0-py2-none-any.whl");
        assertThatThrownBy(() -> WheelChoice.choose(directory, PYTHON))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.remedy()).contains("demo-1.0-cp312-cp312"));
    }

    @Test
    void doesNotGuessBetweenProjects() throws IOException {
        put("one-1.0-py3-none-any.whl", "two-1.0-py3-none-any.whl");
        assertThatThrownBy(() -> WheelChoice.choose(directory, PYTHON)).hasMessageContaining("one, two");
    }

    private void put(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(directory.resolve(name));
        }
    }
}
