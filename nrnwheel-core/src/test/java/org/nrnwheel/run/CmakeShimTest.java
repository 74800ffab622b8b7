package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nrnwheel.run.PlanBench.image;
import static org.nrnwheel.run.PlanBench.linux;
import static org.nrnwheel.run.PlanBench.with;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.request.BuildRequest;

/** Runs the shim of a plan before a program that says how it was called. */
class CmakeShimTest {
    @TempDir
    Path directory;

    private Path cmake;

    @BeforeEach
    void cmake() throws IOException {
        cmake = program("real cmake", """
                #!/bin/sh
                printf '<%s>' "$@"
                echo " ${CC-none} ${CMAKE_C_COMPILER_LAUNCHER-none}"
                exit ${FAIL-0}
                """);
    }

    private Path program(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Path shim(BuildRequest request, String... tools) throws IOException {
        Inventory machine = with(image(11), tools);
        Map<String, Tool> all = new HashMap<>(machine.tools());
        all.put("cmake", new Tool("cmake", cmake.toString(), "3"));
        Inventory inventory = machine.withProcessors(7).withTools(all);
        PlanBench bench = new PlanBench(directory.resolve("tree")).neuron8();
        FileStep step =
                (FileStep) PlanBench.step(bench.plan(request, inventory).jobs().get(0), "cmake-shim");
        return program("shim", PlanBench.text(step.content()).replace("WORK/", directory + "/"));
    }

    private String run(int exit, Map<String, String> environment, Path shim, String... arguments)
            throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(shim.toString()));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("CC", "CXX"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(exit);
        return output.strip();
    }

    @Test
    void usesAllProcessorsAndSaysWhenTheCoreIsBuilt() throws IOException, InterruptedException {
        Path shim = shim(linux());

        assertThat(run(0, Map.of(), shim, "--build", ".", "--target", "install", "--config", "Release", "--", "-j4"))
                .isEqualTo("<--build><.><--target><install><--config><Release><--><-j7> none none");
        assertThat(directory.resolve("core-built")).exists();
    }

    @Test
    void keepsArgumentsAsTheyAre() throws IOException, InterruptedException {
        assertThat(run(0, Map.of(), shim(linux()), "a b", "-DX=1;2 '$(true)\"", ""))
                .isEqualTo("<a b><-DX=1;2 '$(true)\"><> none none");
        assertThat(directory.resolve("core-built")).doesNotExist();
    }

    @Test
    void keepsTheExitCodeAndSaysNothingOfAFailedBuild() throws IOException, InterruptedException {
        run(3, Map.of("FAIL", "3"), shim(linux()), "--build", ".", "--target", "install");

        assertThat(directory.resolve("core-built")).doesNotExist();
    }

    @Test
    void turnsCompilersThatCacheIntoLaunchers() throws IOException, InterruptedException {
        Map<String, String> environment = Map.of("CC", "/w/bin/nrnwheel-cc", "CXX", "/w/bin/nrnwheel-c++");
        BuildRequest own = linux().withOptions(draft -> draft.environment(Map.of("CC", "gcc -DA=\"$HOME\"")));

        assertThat(run(0, environment, shim(linux(), "ccache"), "x")).isEqualTo("<x> none /usr/bin/ccache");
        assertThat(run(0, environment, shim(own, "ccache"), "x")).isEqualTo("<x> gcc -DA=\"$HOME\" /usr/bin/ccache");
    }
}
