package org.nrnwheel.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.nrnwheel.WheelTester;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.report.PlainText;
import org.nrnwheel.request.PythonSelector;
import org.nrnwheel.testing.TestEnvironment;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is tested, with what, and how. */
final class TesterOptions {
    @Parameters(index = "0", paramLabel = "PYTHON", description = "An interpreter: path, name on PATH or selector.")
    private String python = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WHEEL",
            description =
                    "The wheel; a directory with wheels, of which the one for PYTHON is tested; or NAME==VERSION.")
    private String wheel = "";

    @Option(
            names = {"-i", "--index-url"},
            paramLabel = "URL",
            description =
                    "The index that has NAME==VERSION; also in one word: \"-i URL NAME==VERSION\", -i URL/NAME==VERSION.")
    private Optional<String> index = Optional.empty();

    @Option(
            names = "--suite",
            paramLabel = "S",
            description =
                    "The suite: neuron, neuron-mpi, neuron-gpu, neuron-all, neuron-compilers, generic; default: by the wheel.")
    private Optional<String> suite = Optional.empty();

    @Option(
            names = "--environment",
            paramLabel = "E",
            description = "Where it is installed: venv (default), user, target, system or readonly; docs/testing.md.")
    private TestEnvironment environment = TestEnvironment.VENV;

    @Option(
            names = {"--constraint", "--constraints"},
            paramLabel = "FILE",
            description = "A pip constraints file; default: newest.")
    private Optional<Path> constraints = Optional.empty();

    @Option(
            names = "--recipe-constraints",
            description = "Hold dependencies to the versions that builds of this version use.")
    private boolean recipeConstraints;

    @Option(
            names = "--default-index-too",
            description = "With -i: dependencies may come from this machine's index too.")
    private boolean defaultIndexToo;

    @Option(names = "--as-of", paramLabel = "DATE", description = "Dependencies as the index had them on that day.")
    private Optional<LocalDate> asOf = Optional.empty();

    @Option(names = "--source", paramLabel = "DIR", description = "The source tree, for sample files.")
    private Optional<Path> source = Optional.empty();

    @Option(
            names = "--test-command",
            paramLabel = "LINE",
            description = {
                "The project's own tests, run after the suite; {project} and {wheel} stand for their paths.",
                "Default: what [tool.cibuildwheel] of the source says."
            })
    private Optional<String> testCommand = Optional.empty();

    @Option(names = "--verbose", description = "Print what the checks print.")
    private boolean verbose;

    /** The test on this machine. */
    WheelTester tester(Console console) {
        WheelTester tester = WheelTester.python(python).with(context(console)).target(target());
        return configured(tester, console);
    }

    BuildContext context(Console console) {
        return BuildContext.standard().withEnvironment(console.environment());
    }

    /** Each system has other Pythons: the words say which of them. */
    PythonSelector selector() {
        return new PythonSelector(python.replaceFirst("^python(?=\\d)", ""));
    }

    String target() {
        return index.map(url -> "-i " + url + " " + wheel).orElse(wheel);
    }

    WheelTester configured(WheelTester unchanged, Console console) {
        WheelTester tester = unchanged.environment(environment);
        tester = recipeConstraints ? tester.recipeConstraints() : tester;
        tester = defaultIndexToo ? tester.defaultIndexToo() : tester;
        tester = suite.isPresent() ? tester.suite(suite.get()) : tester;
        tester = constraints.isPresent() ? tester.constraints(console.absolute(constraints.get())) : tester;
        tester = source.isPresent() ? tester.source(console.absolute(source.get())) : tester;
        tester = asOf.isPresent() ? tester.asOf(asOf.get()) : tester;
        tester = testCommand.isPresent() ? tester.testCommand(testCommand.get()) : tester;
        return verbose
                ? tester.output((channel, bytes) -> console.err()
                        .print(PlainText.of(
                                StandardCharsets.UTF_8.decode(bytes.duplicate()).toString())))
                : tester;
    }
}
