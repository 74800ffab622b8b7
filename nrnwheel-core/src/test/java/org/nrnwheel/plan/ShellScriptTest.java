package org.nrnwheel.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.plan.Place.Root;

/** Runs scripts by the real sh. */
class ShellScriptTest {
    @TempDir
    Path directory;

    private Path tree;
    private Path wheelhouse;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("a tree's $(dir)"));
        wheelhouse = directory.resolve("wheel house");
        Files.writeString(tree.resolve("file"), "content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-n",
                "--",
                "a b",
                "it's",
                "''",
                "\"",
                "\\",
                "\\'",
                "$(touch owned)",
                "`touch owned`",
                "$HOME",
                "${x:?}",
                "a\nb",
                "\n",
                "a\n",
                "*",
                "?",
                "[a]",
                "~",
                "#x",
                "a;b",
                "a&b|c>d<e",
                "%s%d\\n",
                "!x",
                "{a,b}",
                "a=b",
                "ünïcödé",
                "\t",
                "\u001b[31m",
                Plans.NASTY
            })
    void anyValueReachesArgumentsEnvironmentAndFilesAsItIs(String value) throws Exception {
        Path arguments = directory.resolve("arguments");
        BuildPlan plan = Plans.plan(
                new FileStep("file", Place.of(Root.WORK).resolve("a dir/f"), new Text(value), false),
                new RunStep(
                        "run",
                        command(
                                Map.of("VALUE", new Text(value)),
                                new Text("/bin/sh"),
                                new Text("-c"),
                                new Text("printf '%s\\0' \"$@\" \"$VALUE\" >\"$0\"; cat \"$3\" >>\"$0\"; cat"),
                                new Text(arguments.toString()),
                                new Text(value),
                                Joined.of("x", value, "y"),
                                Place.of(Root.WORK).resolve("a dir/f"))));

        Result result = run(plan, Map.of());

        assertThat(result.exit()).describedAs(result.output()).isZero();
        List<String> words = Arrays.asList(Files.readString(arguments).split("\0", -1));
        assertThat(words).hasSize(5);
        assertThat(words.get(0)).isEqualTo(value);
        assertThat(words.get(1)).isEqualTo("x" + value + "y");
        assertThat(words.get(2)).endsWith("/a dir/f");
        assertThat(words.get(3)).isEqualTo(value);
        assertThat(words.get(4)).isEqualTo(value);
        assertThat(result.output()).doesNotContain("owned");
        assertThat(tree.resolve("owned")).doesNotExist();
        assertThat(directory.resolve("owned")).doesNotExist();
    }

    @Test
    void aCommandsEnvironmentIsWhole() throws Exception {
        BuildPlan plan = Plans.plan(new RunStep(
                "env", command(Map.of("A", new Text("1"), "B", new Variable("GIVEN")), new Text("/usr/bin/env"))));

        Result result = run(plan, Map.of("GIVEN", "a\n'b' $c", "OTHER", "x"));

        assertThat(result.output()).contains("A=1\nB=a\n'b' $c\n").doesNotContain("OTHER", "PATH=");
    }

    @Test
    void aVariableStandsByNameOnlyAndMustBeSet() throws Exception {
        BuildPlan plan =
                Plans.plan(new RunStep("env", command(Map.of("TOKEN", new Variable("INDEX_TOKEN")), new Text("true"))));

        assertThat(plan.toShellScript()).contains("given_INDEX_TOKEN=${INDEX_TOKEN?");
        Result result = run(plan, Map.of());
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("INDEX_TOKEN");
    }

    @Test
    void aProgramWhoseNameHoldsAnEqualsSignRuns() throws Exception {
        Path program = tree.resolve("a=b");
        Files.writeString(program, "#!/bin/sh\necho ran\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        Result result = run(
                Plans.plan(new RunStep(
                        "run", command(Map.of(), Place.of(Root.SOURCE).resolve("a=b")))),
                Map.of());

        assertThat(result.output()).contains("ran");
    }

    @Test
    void aCaptureIsTheOneFileThatMatches() throws Exception {
        Result result = run(capturing("touch 'a [1] x.whl' ab.txt"), Map.of());

        assertThat(result.exit()).describedAs(result.output()).isZero();
        assertThat(wheelhouse.resolve("a [1] x.whl")).isRegularFile();
    }

    @Test
    void aCaptureFailsUnlessExactlyOneFileMatches() throws Exception {
        assertThat(run(capturing("true"), Map.of()).output()).contains("0 files, not one, match");
        Result two = run(capturing("touch 'a [1] x.whl' 'a [1] y.whl'"), Map.of());
        assertThat(two.exit()).isNotZero();
        assertThat(two.output()).contains("2 files, not one, match");
    }

    @Test
    void theFirstCommandThatFailsEndsTheScript() throws Exception {
        Result result = run(
                Plans.plan(
                        new RunStep("fails", command(Map.of(), new Text("false"))),
                        new RunStep("after", command(Map.of(), new Text("echo"), new Text("reached")))),
                Map.of());

        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).doesNotContain("reached");
    }

    @Test
    void standardOutputIsKept() throws Exception {
        Place kept = Place.of(Root.WHEELHOUSE).resolve("kept/out.txt");
        RunStep step = new RunStep(
                "run", command(Map.of(), new Text("echo"), new Text("hello")), List.of(), Optional.of(kept));

        assertThat(run(Plans.plan(step), Map.of()).output()).contains("hello");
        assertThat(wheelhouse.resolve("kept/out.txt")).hasContent("hello");
    }

    @Test
    void theTreeIsCopiedWithoutTheWheelhouseAndStaysAsItWas() throws Exception {
        wheelhouse = tree.resolve("wheelhouse");
        Files.createDirectories(wheelhouse);
        Files.writeString(wheelhouse.resolve("old.whl"), "");
        Files.writeString(tree.resolve(".hidden"), "");

        Result result = run(
                Plans.plan(new RunStep(
                        "run",
                        command(Map.of(), new Text("/bin/sh"), new Text("-c"), new Text("ls -A; rm file; touch new")))),
                Map.of());

        assertThat(result.output()).contains(".hidden\nfile\n").doesNotContain("wheelhouse\n.", "file\nwheelhouse");
        assertThat(tree.resolve("file")).exists();
        assertThat(tree.resolve("new")).doesNotExist();
        assertThat(wheelhouse.resolve("old.whl")).exists();
    }

    @Test
    void aRootThatWasSetIsNeverReplaced() throws Exception {
        Path mine = Files.createDirectories(directory.resolve("mine"));
        Files.writeString(mine.resolve("precious"), "");

        Result result = run(Plans.plan(), Map.of("WORK", mine.toString()));

        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("is not empty");
        assertThat(mine.resolve("precious")).exists();
    }

    @Test
    void aPureWheelIsCopiedAndAnotherIsRepaired() throws Exception {
        assertThat(run(repairing("demo-1-py3-none-any.whl", "exit 9"), Map.of()).exit())
                .isZero();
        assertThat(wheelhouse.resolve("demo-1-py3-none-any.whl")).isRegularFile();

        Result repaired =
                run(repairing("demo-1-cp311-cp311-linux_x86_64.whl", "cp \"$1\" \"$OUT/demo-2.whl\""), Map.of());
        assertThat(repaired.exit()).describedAs(repaired.output()).isZero();
        assertThat(wheelhouse.resolve("demo-2.whl")).isRegularFile();
    }

    @Test
    void aWheelWithNothingToRepairIsCopiedAndAFailedRepairFails() throws Exception {
        String wheel = "demo-1-cp311-cp311-linux_x86_64.whl";

        assertThat(run(repairing(wheel, "echo This does not look like a platform wheel; exit 1"), Map.of())
                        .exit())
                .isZero();
        assertThat(wheelhouse.resolve(wheel)).isRegularFile();
        Result failed = run(repairing(wheel, "echo no such policy; exit 1"), Map.of());
        assertThat(failed.exit()).isNotZero();
        assertThat(failed.output()).contains("no such policy", "the repair failed");
    }

    @Test
    void wheelsAreRepairedByTheProgramThatNrnwheelNames() throws Exception {
        Path program = directory.resolve("a program");
        Files.writeString(
                program,
                "#!/bin/sh\necho \"$SOURCE_DATE_EPOCH|${LD_LIBRARY_PATH-none}|$1|$2\"\nmkdir -p \"$5\" && cp \"$6\" \"$5/x.whl\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Place output = Place.of(Root.WORK).resolve("repaired");
        BuildPlan plan = Plans.plan(
                made("demo-1-cp311-cp311-linux_x86_64.whl"),
                new RepairStep(
                        "repair",
                        new Captured("wheel"),
                        List.of("lib a.so"),
                        Optional.empty(),
                        "nrnwheel",
                        output,
                        "repaired",
                        command(
                                Map.of("SOURCE_DATE_EPOCH", new Text("12"), "PATH", new Text("/nowhere")),
                                new Text("nrnwheel"),
                                new Text("repair"),
                                new Text("--exclude"),
                                new Text("lib a.so"),
                                new Text("-w"),
                                output)),
                new DeliverStep("deliver", new Captured("repaired")));

        Result repaired = run(plan, Map.of("NRNWHEEL", program.toString(), "LD_LIBRARY_PATH", "/the/callers"));
        assertThat(repaired.exit()).describedAs(repaired.output()).isZero();
        assertThat(repaired.output()).contains("12|none|repair|--exclude\n");
        assertThat(wheelhouse.resolve("x.whl")).isRegularFile();
        Result without = run(plan, Map.of("NRNWHEEL", ""));
        assertThat(without.exit()).isNotZero();
        assertThat(without.output()).contains("set NRNWHEEL to it, or plan with --repair auditwheel");
    }

    @Test
    void wheelsAreTestedByTheProgramThatNrnwheelNames() throws Exception {
        Path tester = directory.resolve("a tester");
        Files.writeString(tester, "#!/bin/sh\nprintf '[%s]' \"$@\"\nexit 7\n");
        assertThat(tester.toFile().setExecutable(true)).isTrue();

        Result required = run(testing(true), Map.of("NRNWHEEL", tester.toString()));
        assertThat(required.exit()).isNotZero();
        assertThat(required.output())
                .contains("[test][/usr/bin/python3.11][")
                .contains("x.whl][--suite][neuron][--constraints][/etc/a b]");
        Result newest = run(testing(false), Map.of("NRNWHEEL", tester.toString()));
        assertThat(newest.exit()).isZero();
        assertThat(newest.output()).contains("warning: ");
        assertThat(run(testing(true), Map.of("NRNWHEEL", "")).output()).contains("not tested");
    }

    private static BuildPlan capturing(String shell) {
        return Plans.plan(
                new RunStep(
                        "run",
                        command(Map.of(), new Text("/bin/sh"), new Text("-c"), new Text(shell)),
                        List.of(new Capture("wheel", Place.of(Root.SOURCE), "a [1] ?.wh*")),
                        Optional.empty()),
                new DeliverStep("deliver", new Captured("wheel")));
    }

    private static BuildPlan repairing(String wheel, String tool) {
        Place output = Place.of(Root.WORK).resolve("repaired");
        return Plans.plan(
                made(wheel),
                new RepairStep(
                        "repair",
                        new Captured("wheel"),
                        List.of(),
                        Optional.empty(),
                        "auditwheel",
                        output,
                        "repaired",
                        command(
                                Map.of("OUT", output),
                                new Text("/bin/sh"),
                                new Text("-c"),
                                new Text(tool),
                                new Text("sh"))),
                new DeliverStep("deliver", new Captured("repaired")));
    }

    private static BuildPlan testing(boolean required) {
        return Plans.plan(
                made("x.whl"),
                new TestStep(
                        "test",
                        new Captured("wheel"),
                        "neuron",
                        "/usr/bin/python3.11",
                        Optional.empty(),
                        Optional.of(Place.system("/etc/a b")),
                        required,
                        false,
                        Map.of("SECRET", new Variable("NOT_NEEDED_HERE"))));
    }

    private static RunStep made(String wheel) {
        return new RunStep(
                "build",
                command(Map.of(), new Text("touch"), new Text(wheel)),
                List.of(new Capture("wheel", Place.of(Root.SOURCE), "*.whl")),
                Optional.empty());
    }

    private static Command command(Map<String, Value> environment, Value... argv) {
        return new Command(List.of(argv), environment, Place.of(Root.SOURCE), Optional.empty());
    }

    private record Result(int exit, String output) {}

    private Result run(BuildPlan plan, Map<String, String> variables) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("plan.sh"), plan.toShellScript());
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of("sh", script.toString())));
        Map<String, String> environment = new TreeMap<>(Map.of(
                "PATH", "/usr/bin:/bin",
                "NRNWHEEL_SOURCE", tree.toString(),
                "CACHE", directory.resolve("the cache").toString(),
                "WHEELHOUSE", wheelhouse.toString(),
                "LC_ALL", "C.UTF-8"));
        environment.putAll(variables);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process =
                builder.directory(directory.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }
}
