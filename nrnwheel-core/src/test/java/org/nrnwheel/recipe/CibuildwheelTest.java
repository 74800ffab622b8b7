package org.nrnwheel.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.source.SourceTree;
import org.nrnwheel.testing.ProjectTests;

class CibuildwheelTest {
    @TempDir
    Path tree;

    @Test
    void readsListsAndWords() throws IOException {
        ProjectTests tests = read("""
                [tool.cibuildwheel]
                test-command = ["pytest {project}/tests", "python -c 'import demo'"]
                test-requires = "pytest  pytest-cov"
                test-extras = "plot, fast"
                before-test = "echo one two"
                """, TargetSystem.LINUX);

        assertThat(tests.command()).containsExactly("pytest {project}/tests", "python -c 'import demo'");
        assertThat(tests.requires()).containsExactly("pytest", "pytest-cov");
        assertThat(tests.extras()).containsExactly("plot", "fast");
        assertThat(tests.before()).containsExactly("echo one two");
    }

    @Test
    void takesThePlatformsOwnOptionFirst() throws IOException {
        String text = """
                [tool.cibuildwheel]
                test-command = "general"
                test-requires = ["pytest>=8", "numpy"]
                [tool.cibuildwheel.linux]
                test-command = "special"
                test-requires = []
                """;

        assertThat(read(text, TargetSystem.LINUX).command()).containsExactly("special");
        assertThat(read(text, TargetSystem.LINUX).requires()).isEmpty();
        assertThat(read(text, TargetSystem.MACOS).requires()).containsExactly("pytest>=8", "numpy");
    }

    @Test
    void saysNothingOfAProjectThatSaysNothing() throws IOException {
        assertThat(read("[project]\nname = \"demo\"\n", TargetSystem.LINUX)).isEqualTo(ProjectTests.NONE);
        Files.delete(tree.resolve("pyproject.toml"));
        assertThat(Recipes.tests(SourceTree.open(tree), TargetSystem.LINUX)).isEqualTo(ProjectTests.NONE);
    }

    private ProjectTests read(String text, TargetSystem system) throws IOException {
        Files.writeString(tree.resolve("pyproject.toml"), text);
        return Recipes.tests(SourceTree.open(tree), system);
    }
}
