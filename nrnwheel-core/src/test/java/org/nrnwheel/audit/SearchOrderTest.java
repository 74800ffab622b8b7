package org.nrnwheel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.wheel.SampleWheel;

/** Whether a library is found by DT_RPATH or DT_RUNPATH, against what this system's loader does with the same files. */
class SearchOrderTest {
    private static final String ARCHITECTURE =
            Architecture.find(System.getProperty("os.arch")).orElseThrow().token();

    @TempDir
    private Path directory;

    /** The program needs liba, which needs libb, which only the path of the program, of liba, or of both leads to. */
    @ParameterizedTest(name = "program {0} {1}, library {2} {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "RPATH, $ORIGIN/../a:$ORIGIN/../b, -, -",
                "RUNPATH, $ORIGIN/../a:$ORIGIN/../b, -, -",
                "RPATH, $ORIGIN/../a:$ORIGIN/../b, RUNPATH, $ORIGIN/../c",
                "RPATH, $ORIGIN/../a:$ORIGIN/../b, RPATH, $ORIGIN/../c",
                "RUNPATH, $ORIGIN/../a, RPATH, $ORIGIN/../b",
                "RUNPATH, $ORIGIN/../a, RUNPATH, $ORIGIN/../b",
                "RPATH, $ORIGIN/../a, RUNPATH, $ORIGIN/../b",
            })
    void theLoaderAgrees(String kind, String path, String libraryKind, String libraryPath)
            throws IOException, InterruptedException {
        for (String below : List.of("a", "b", "c", "bin")) {
            Files.createDirectories(directory.resolve(below));
        }
        compile("b/libb.so", "int b(void) { return 0; }", List.of("-shared", "-fPIC", "-Wl,-soname,libb.so"));
        List<String> library = new ArrayList<>(List.of("-shared", "-fPIC", "-Wl,-soname,liba.so", "b/libb.so"));
        library.addAll(libraryKind == null ? List.of() : flags(libraryKind, libraryPath));
        compile("a/liba.so", "int b(void); int a(void) { return b(); }", library);
        List<String> program = new ArrayList<>(List.of("a/liba.so", "-Wl,--allow-shlib-undefined"));
        program.addAll(flags(kind, path));
        compile("bin/program", "int a(void); int main(void) { return a(); }", program);

        boolean found = run(List.of(directory.resolve("bin/program").toString())) == 0;
        List<ExternalReference> external = audit().externalReferences();

        assertThat(external).extracting(ExternalReference::library).isEqualTo(found ? List.of() : List.of("libb.so"));
    }

    private static List<String> flags(String kind, String path) {
        String tags = kind.equals("RPATH") ? "--disable-new-dtags" : "--enable-new-dtags";
        return List.of("-Wl," + tags + ",-rpath," + path);
    }

    private AuditReport audit() throws IOException {
        SampleWheel wheel = SampleWheel.valid("demo-1.0-py3-none-linux_" + ARCHITECTURE + ".whl");
        for (String file : List.of("a/liba.so", "b/libb.so", "bin/program")) {
            wheel = wheel.with("demo/" + file, Files.readAllBytes(directory.resolve(file)));
        }
        return WheelAudit.of(wheel.writeTo(directory), AuditOptions.STANDARD);
    }

    private void compile(String output, String source, List<String> flags) throws IOException, InterruptedException {
        Path input = Files.writeString(directory.resolve("source.c"), source);
        List<String> argv = new ArrayList<>(List.of("gcc", "-o", output, input.toString()));
        argv.addAll(flags);
        assertThat(run(argv)).as("this test needs gcc: %s", argv).isZero();
    }

    private int run(List<String> argv) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
        builder.environment().remove("LD_LIBRARY_PATH");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return builder.start().waitFor();
    }
}
