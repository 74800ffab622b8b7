package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nrnwheel.WheelRepairer;
import org.nrnwheel.env.Environment;
import org.nrnwheel.repair.GraftPlan;
import org.nrnwheel.repair.LibrarySource;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.tag.WheelName;

/** Repaired wheels work in a Debian that has none of the libraries that were grafted, where the wheels as built do not. */
class RepairedInstallTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @Tag("slow")
    @EnumSource(names = {"CFFI", "PYYAML"})
    void smallWheelsWorkWithoutTheLibrariesThatTheyWereBuiltWith(Smoke smoke) throws IOException, InterruptedException {
        worksWithoutLibraries(smoke);
    }

    @ParameterizedTest
    @Tag("full")
    @EnumSource(
            names = {"CFFI", "PYYAML"},
            mode = EnumSource.Mode.EXCLUDE)
    void allWheelsWorkWithoutTheLibrariesThatTheyWereBuiltWith(Smoke smoke) throws IOException, InterruptedException {
        worksWithoutLibraries(smoke);
    }

    private void worksWithoutLibraries(Smoke smoke) throws IOException, InterruptedException {
        Path wheel = Samples.unrepaired(smoke.project());
        repairMatters(smoke, wheel, WheelRepairer.nrnwheel(), TestRoot.bare());
    }

    /** Built by emulation in a root, whose libraries are grafted by this machine, for another root. */
    @ParameterizedTest
    @Tag("full")
    @EnumSource(names = {"CFFI", "PYYAML"})
    void wheelsForAnotherCpuDoToo(Smoke smoke) throws IOException, InterruptedException {
        assertThat(TestImages.script("emulation", Architecture.AARCH64.token())).isEmpty();
        Path root = TestRoot.directoryForArm();
        Path wheel = wheelForArm(smoke, root);
        WheelRepairer repairer = WheelRepairer.nrnwheel().libraries(LibrarySource.system(root));
        repairMatters(smoke, wheel, repairer, TestRoot.bareForArm());
    }

    private void repairMatters(Smoke smoke, Path wheel, WheelRepairer repairer, Path root)
            throws IOException, InterruptedException {
        GraftPlan plan = repairer.plan(wheel);
        lacks(root, plan);
        RepairReport report = repairer.repair(wheel, directory.resolve("repaired"));

        Path repaired = install(directory.resolve("repaired").resolve(report.fileName()));
        Processes.Result ran = run(root, List.of(repaired), smoke);
        assertThat(ran.exit()).describedAs(ran.output()).isZero();
        assertThat(ran.output().lines()).containsAll(report.grafted());

        // Where the wheel as it was built works, the root would prove nothing.
        Processes.Result before = run(root, List.of(install(wheel, "--no-deps"), repaired), smoke);
        assertThat(before.exit()).isNotZero();
        assertThat(before.output()).contains("cannot open shared object file");
    }

    private static void lacks(Path root, GraftPlan plan) {
        LibrarySource installed = LibrarySource.system(root);
        Architecture architecture = WheelName.parse(plan.fileName()).platforms().stream()
                .flatMap(tag -> Stream.of(Architecture.values()).filter(each -> tag.endsWith(each.token())))
                .findFirst()
                .orElseThrow();
        assertThat(plan.grafts())
                .isNotEmpty()
                .allSatisfy(graft -> assertThat(installed.find(graft.soname(), architecture, List.of()))
                        .describedAs(graft.soname())
                        .isEmpty());
    }

    /** Builds a wheel once, in minutes; it is kept beside those for this CPU. */
    private Path wheelForArm(Smoke smoke, Path root) throws IOException, InterruptedException {
        Path own = Samples.unrepaired(smoke.project());
        String version = WheelName.parse(own.getFileName().toString()).version();
        Path kept = Files.createDirectories(own.resolveSibling("aarch64").resolve(smoke.project() + "-" + version));
        if (find(kept, ".whl").isEmpty()) {
            Path built = buildForArm(smoke, smoke.project() + "==" + version, root);
            Files.copy(built, kept.resolve(built.getFileName()));
        }
        return find(kept, "-linux_aarch64.whl").orElseThrow();
    }

    private Path buildForArm(Smoke smoke, String requirement, Path root) throws IOException, InterruptedException {
        String sdist = "--no-binary=" + smoke.project();
        pip(List.of("download", "--no-deps", sdist, "-d", directory.toString(), requirement));
        Path source = Files.createDirectories(directory.resolve("source"));
        Path archive = find(directory, ".tar.gz").orElseThrow();
        List<String> unpack = List.of("tar", "--no-same-owner", "--strip-components=1", "-xf", archive.toString());
        assertThat(Processes.run(source, Map.of(), unpack).exit()).isZero();
        // They are Python alone, so that no slow pip has to run by emulation.
        List<String> tools = new ArrayList<>(
                List.of("install", "--target", directory.resolve("tools").toString()));
        tools.addAll(List.of("--implementation", "py", "--platform", "any", "--only-binary=:all:", "--no-deps"));
        tools.addAll(List.of("setuptools==75.6.0", "wheel==0.45.1", "cython==3.0.11"));
        pip(tools);

        List<String> build = new ArrayList<>(List.of("env", "-C", "source", "python3", "setup.py", "-q"));
        build.addAll(smoke == Smoke.PYYAML ? List.of("--with-libyaml", "bdist_wheel") : List.of("bdist_wheel"));
        // Optimising would take an emulated compiler most of the time.
        Map<String, String> variables = Map.of("PYTHONPATH", "/tmp/work/tools", "CFLAGS", "-O0 -g0");
        Processes.Result built = new InRoot(root).run(directory, variables, build);
        assertThat(built.exit()).describedAs(built.output()).isZero();
        return find(source.resolve("dist"), ".whl").orElseThrow();
    }

    private static Optional<Path> find(Path directory, String end) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(end)).findFirst();
        }
    }

    /** Unpacks a wheel and what it requires for the Python that it was built for. */
    private Path install(Path wheel, String... options) throws IOException, InterruptedException {
        Path site = Files.createTempDirectory(directory, "site");
        WheelName name = WheelName.parse(wheel.getFileName().toString());
        List<String> arguments =
                new ArrayList<>(List.of("install", "--only-binary=:all:", "--target", site.toString()));
        String python = name.pythons().get(0);
        if (!python.equals("cp311")) {
            arguments.addAll(List.of("--python-version", python.replaceFirst("cp3", "3.")));
            name.platforms().forEach(tag -> arguments.addAll(List.of("--platform", tag)));
        }
        arguments.addAll(List.of(options));
        arguments.add(wheel.toString());
        pip(arguments);
        return site;
    }

    private void pip(List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-m", "pip", "-q"));
        words.addAll(arguments);
        PythonTools.in(Environment.system().cacheDirectory().resolve("unrepaired/.venv"))
                .run(directory, "python", words.toArray(String[]::new));
    }

    private Processes.Result run(Path root, List<Path> sites, Smoke smoke) throws IOException, InterruptedException {
        String path =
                sites.stream().map(site -> "/tmp/work/" + site.getFileName()).collect(Collectors.joining(":"));
        List<String> argv = List.of("python3", "-B", "-c", smoke.program());
        return new InRoot(root).run(directory, Map.of("PYTHONPATH", path), argv);
    }
}
