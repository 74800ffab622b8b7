package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Inventory;

class PlanCommandTest {
    @TempDir
    Path directory;

    private String tree = "";

    @BeforeEach
    void makeTree() throws IOException {
        Files.writeString(directory.resolve("pyproject.toml"), """
                [build-system]
                requires = ["setuptools"]
                build-backend = "setuptools.build_meta"

                [project]
                name = "demo"
                version = "1.0"
                """);
        tree = directory.toString();
    }

    @Test
    void aPlanIsTextJsonOrScript() {
        Run text = Run.of("plan", "linux", "3*", "--on", "host", "--source", tree);
        Run json = Run.of("plan", "linux", "3*", "--on", "host", "--source", tree, "--json");
        Run script = Run.of("plan", "linux", "3*", "--on", "host", "--source", tree, "--script");

        assertThat(text.exit()).describedAs(text.err()).isZero();
        assertThat(text.out()).startsWith("recipe pep517 on host: ");
        assertThat(BuildPlan.fromJson(json.out()).toString()).isEqualTo(text.out());
        assertThat(BuildPlan.fromJson(json.out()).toShellScript()).isEqualTo(script.out());
        assertThat(directory).isDirectoryNotContaining("glob:**wheelhouse");
    }

    @Test
    void anInventoryCanBePlannedForElsewhere() throws IOException {
        Run inventory = Run.of("inventory", "linux", "3*", "--on", "host", "--source", tree);
        assertThat(inventory.exit()).describedAs(inventory.err()).isZero();
        assertThat(Inventory.fromJson(inventory.out()).interpreters()).isNotEmpty();
        Path file = Files.writeString(directory.resolveSibling("inventory.json"), inventory.out());

        Run plan = Run.of("plan", "linux", "3*", "--source", tree, "--inventory", file.toString());

        assertThat(plan.exit()).describedAs(plan.err()).isZero();
        assertThat(plan.out()).startsWith("recipe pep517 on host: ");
    }

    @Test
    void aTreeOfNoKnownKindIsExitCode3() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        Run run = Run.of("plan", "linux", "3*", "--on", "host", "--source", empty.toString());

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("error: ", "→ ");
        assertThat(Run.of("plan", "linux", "--source", "/no/such/tree").exit()).isEqualTo(3);
    }

    @Test
    void aPlatformThatIsNotBuiltYetIsExitCode5AndNamed() {
        Run run = Run.of("plan", "linux", "3*", "--on", "slurm:partition=prod", "--source", tree);

        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.err()).contains("slurm");
    }

    @Test
    void whatIsNoInventoryIsExitCode11() throws IOException {
        Path file = Files.writeString(directory.resolveSibling("no-inventory.json"), "{}");

        assertThat(Run.of("plan", "linux", "--source", tree, "--inventory", file.toString())
                        .exit())
                .isEqualTo(11);
    }
}
