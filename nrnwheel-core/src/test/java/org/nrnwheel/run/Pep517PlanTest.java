package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nrnwheel.run.PlanBench.argv;
import static org.nrnwheel.run.PlanBench.debian;
import static org.nrnwheel.run.PlanBench.environment;
import static org.nrnwheel.run.PlanBench.linux;
import static org.nrnwheel.run.PlanBench.names;
import static org.nrnwheel.run.PlanBench.python;
import static org.nrnwheel.run.PlanBench.with;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.source.SourceException;

class Pep517PlanTest {
    private static final Inventory MACHINE = with(debian(python("/usr/bin/python3.11", 11)), "uv", "ccache");

    @TempDir
    Path directory;

    private PlanBench bench;

    @BeforeEach
    void bench() {
        bench = new PlanBench(directory);
    }

    private BuildJob job(BuildRequest request) {
        return bench.plan(request, MACHINE).jobs().get(0);
    }

    private PlanBench project(String backend, String more) {
        return bench.write(
                "pyproject.toml",
                "[build-system]\nrequires = []\nbuild-backend = \"" + backend + "\"\n[project]\nname = \"tiny\"\n"
                        + more);
    }

    @Test
    void buildsIsolatedAndTestsOnceWithoutConstraints() {
        project("hatchling.build", "version = \"1\"\n");
        BuildJob job = job(linux());

        assertThat(names(job)).containsExactly("venv", "requirements", "freeze", "build", "repair", "test", "deliver");
        assertThat(argv(job, "build"))
                .containsExactly(
                        "VENV/bin/python", "-m", "build", "--wheel", "--outdir", "DIST", "--installer=uv", "SOURCE");
        assertThat(environment(job, "build")).containsEntry("SOURCE_DATE_EPOCH", "315532800");
    }

    @Test
    void holdsTheIsolatedEnvironmentToTheConstraints() {
        project("hatchling.build", "").write("c.txt", "hatchling<2\n");
        BuildJob job = job(linux().withOptions(draft -> draft.constraints(Path.of("c.txt"))));

        assertThat(environment(job, "build"))
                .containsEntry("PIP_CONSTRAINT", "WORK/constraints.txt")
                .containsEntry("UV_CONSTRAINT", "WORK/constraints.txt");
        assertThat(names(job)).contains("test", "test-newest");
    }

    @Test
    void givesDefinitionsInEachBackendsWay() {
        BuildRequest request = linux().withOptions(draft -> draft.cmakeDefinitions(Map.of("A", "1,2 3")));

        project("scikit_build_core.build", "");
        assertThat(argv(job(request), "build")).contains("--config-setting=cmake.define.A=1,2 3");
        project("mesonpy", "");
        assertThat(argv(job(request), "build")).contains("--config-setting=setup-args=-DA=1,2 3");
        project("setuptools.build_meta", "");
        assertThat(environment(job(request), "build")).containsEntry("CMAKE_ARGS", "'-DA=1,2 3'");
    }

    @Test
    void cachesCompilationsInEachBackendsWay() {
        project("scikit_build_core.build", "");
        assertThat(environment(job(linux()), "build"))
                .containsEntry("CMAKE_CXX_COMPILER_LAUNCHER", "/usr/bin/ccache")
                .doesNotContainKey("CC");
        project("setuptools.build_meta", "");
        assertThat(environment(job(linux()), "build")).containsEntry("CXX", "WORK/bin/nrnwheel-c++");
    }

    @Test
    void heedsRequiresPython() {
        project("hatchling.build", "requires-python = \">=3.12\"\n");

        assertThat(bench.plan(linux(), MACHINE).problems())
                .extracting(Problem::message)
                .anyMatch(text -> text.startsWith("no Python here can build this project"));
        assertThat(bench.plan(linux("3.11"), MACHINE).problems())
                .extracting(Problem::message)
                .anyMatch(text -> text.contains(">=3.12"));
    }

    @Test
    void asksForACompilerOnlyWhereTheBackendNeedsOne() {
        Inventory poor = PlanBench.without(MACHINE, "cc", "gcc");

        project("hatchling.build", "");
        assertThat(bench.plan(linux(), poor).problems()).isEmpty();
        project("mesonpy", "");
        assertThat(bench.plan(linux(), poor).problems())
                .extracting(Problem::message)
                .containsExactly("this machine lacks a C compiler");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        project("hatchling.build", "");

        assertThatThrownBy(() -> bench.plan(linux().withFeature("coreneuron"), MACHINE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("pep517 knows no feature 'coreneuron'");
        assertThatThrownBy(() -> bench.plan(linux().withOptions(draft -> draft.version("2")), MACHINE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("states its version itself");
    }

    @Test
    void refusesAHistoryThatIsNotThere() {
        project("hatchling.build", "dynamic = [\"version\"]\n[tool.setuptools_scm]\n");

        assertThatThrownBy(() -> bench.plan(linux(), MACHINE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no version to be had");
        assertThat(environment(job(linux().withOptions(draft -> draft.version("2"))), "build"))
                .containsEntry("SETUPTOOLS_SCM_PRETEND_VERSION", "2");
    }

    @Test
    void saysWhatItLookedForInATreeOfNoKnownKind() {
        assertThatThrownBy(() -> bench.plan(linux(), MACHINE))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no known kind")
                .hasMessageContaining("pyproject.toml");
    }

    @Test
    void saysThatTomlIsBroken() {
        bench.write("pyproject.toml", "[build-system\n");

        assertThatThrownBy(() -> bench.plan(linux(), MACHINE))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("not valid TOML");
    }
}
