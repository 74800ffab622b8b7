package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.Interpreters;
import org.nrnwheel.WheelTester;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.testing.Blame;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.TestReport;

/** A compiled wheel that is broken on purpose, each time in another way: what fails, and which file is to blame. */
@Tag("slow")
class BrokenWheelTest {
    private static final String LIBRARY = "nrnwheel_native.libs/libnrnwheeldep.so.1";
    private static final String PACKAGE = "nrnwheel_native/__init__.py";
    private static final String PROGRAM = "nrnwheel_native/bin/tool";
    private static final String INFO = "nrnwheel_native-1.0.dist-info/";

    private static Interpreter python;

    @TempDir
    Path directory;

    private NativeWheel wheel;

    @BeforeAll
    static void choose() {
        python = Interpreters.find().stream()
                .filter(found -> found.headers() && found.major() == 3 && found.minor() >= 8)
                .filter(found -> !found.executable().startsWith("/usr/bin/"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("this test needs a Python 3.8 or later with its headers"));
    }

    @BeforeEach
    void make() throws IOException, InterruptedException {
        wheel = NativeWheel.make(directory, python);
    }

    @Test
    void passesUnbroken() throws IOException, InterruptedException {
        TestReport report = test(wheel.pack());
        assertThat(report.checks()).as(report.toString()).allMatch(check -> check.status() == Status.PASSED);
    }

    @Test
    void blamesWhatNeedsALibraryThatWasRemoved() throws IOException, InterruptedException {
        Files.delete(wheel.at(LIBRARY));
        assertBlamed("import-nrnwheel_native", wheel.extension(), "libnrnwheeldep.so.1, which is not in the wheel");
    }

    @Test
    void blamesWhatSearchesInTheWrongPlace() throws IOException, InterruptedException {
        wheel.extension("$ORIGIN/nowhere");
        TestReport report = assertBlamed("audit", wheel.extension(), "libnrnwheeldep.so.1, which is in the wheel");
        assertThat(named(report, "import-nrnwheel_native").blame())
                .map(Blame::file)
                .contains(wheel.extension());
    }

    @Test
    void blamesAProgramThatLostItsExecuteBit() throws IOException, InterruptedException {
        wheel.loseExecuteBit(PROGRAM);
        TestReport report = assertBlamed("audit", PROGRAM, "mode");
        assertThat(named(report, "program-nrnwheel-native").blame())
                .map(Blame::file)
                .contains(PROGRAM);
    }

    @Test
    void blamesWhatNeedsALibraryThatWasRenamed() throws IOException, InterruptedException {
        Files.move(wheel.at(LIBRARY), wheel.at("nrnwheel_native.libs/libnrnwheeldep.so.2"));
        assertBlamed("import-nrnwheel_native", wheel.extension(), "libnrnwheeldep.so.1");
    }

    @Test
    void blamesATruncatedExtension() throws IOException, InterruptedException {
        byte[] content = Files.readAllBytes(wheel.at(wheel.extension()));
        Files.write(wheel.at(wheel.extension()), Arrays.copyOf(content, content.length / 2));
        TestReport report = assertBlamed("audit", wheel.extension(), "damaged");
        assertThat(named(report, "import-nrnwheel_native").blame())
                .map(Blame::file)
                .contains(wheel.extension());
    }

    @Test
    void blamesTheTagOfAnotherPython() throws IOException, InterruptedException {
        wheel.tag("cp27-cp27m-" + python.platformTag());
        assertBlamed("install", INFO + "WHEEL", "tags");
    }

    @Test
    void blamesAnExtensionOfAnotherPython() throws IOException, InterruptedException {
        String other = "nrnwheel_native/_ext.cpython-27m-x86_64-linux-gnu.so";
        Files.move(wheel.at(wheel.extension()), wheel.at(other));
        assertBlamed("import-nrnwheel_native", other, "another Python");
    }

    @Test
    void blamesADataFileThatIsMissing() throws IOException, InterruptedException {
        Files.delete(wheel.at("nrnwheel_native/data.txt"));
        assertBlamed("import-nrnwheel_native", "nrnwheel_native/data.txt", PACKAGE + " opens it");
    }

    @Test
    void blamesAConsoleScriptWithoutItsModule() throws IOException, InterruptedException {
        wheel.entryPoint("nrnwheel_native.absent:main");
        TestReport report = assertBlamed("audit", INFO + "entry_points.txt", "nrnwheel_native.absent");
        assertThat(named(report, "program-nrnwheel-native").blame())
                .map(Blame::file)
                .contains(INFO + "entry_points.txt");
    }

    @Test
    void blamesAConsoleScriptWithoutItsFunction() throws IOException, InterruptedException {
        wheel.entryPoint("nrnwheel_native:absent");
        assertBlamed("program-nrnwheel-native", INFO + "entry_points.txt", "line");
    }

    @Test
    void blamesWhatNeedsANewerSystemThanTheTagPromises() throws IOException, InterruptedException {
        wheel.extensionWithNewSymbol();
        wheel.tag(python.pythonTag() + "-" + python.abiTag() + "-manylinux_2_17_x86_64");
        assertBlamed("audit", wheel.extension(), "GLIBC_2.34");
    }

    @Test
    void blamesAFileThatRecordDescribesOtherwise() throws IOException, InterruptedException {
        assertBlamed(() -> pack(PACKAGE), "audit", PACKAGE, "hash");
    }

    @Test
    void blamesWhatUsesASymbolThatItsLibraryLacks() throws IOException, InterruptedException {
        wheel.library("int other_answer(void) { return 42; }");
        assertBlamed("import-nrnwheel_native", wheel.extension(), "dependency_answer");
    }

    @Test
    void blamesWhatImportsAnUndeclaredModule() throws IOException, InterruptedException {
        wheel.write("nrnwheel_native/data_reader.py", "import nrnwheel_absent\n");
        wheel.write(PACKAGE, "from nrnwheel_native import data_reader\n");
        assertBlamed("import-nrnwheel_native", "nrnwheel_native/data_reader.py", "nrnwheel_absent");
    }

    private TestReport assertBlamed(String check, String file, String why) {
        return assertBlamed(() -> pack(), check, file, why);
    }

    private TestReport assertBlamed(Supplier<Path> packed, String check, String file, String why) {
        TestReport report = test(packed.get());
        assertThat(report.passed()).isFalse();
        CheckResult result = named(report, check);
        assertThat(result.status()).as(report.toString()).isEqualTo(Status.FAILED);
        assertThat(result.blame()).as(result.toString()).hasValueSatisfying(blame -> {
            assertThat(blame.file()).isEqualTo(file);
            assertThat(blame.why()).contains(why);
        });
        return report;
    }

    private Path pack(String... wrong) {
        try {
            return wheel.pack(wrong);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static TestReport test(Path file) {
        Environment offline =
                Environment.system().withVariable("PIP_NO_INDEX", "1").withVariable("UV_NO_INDEX", "1");
        return WheelTester.python(python.executable())
                .with(BuildContext.standard().withEnvironment(offline))
                .wheel(file)
                .run();
    }

    private static CheckResult named(TestReport report, String name) {
        return report.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name + " in " + List.of(report.checks())));
    }
}
