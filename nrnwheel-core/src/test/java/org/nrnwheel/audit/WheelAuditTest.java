package org.nrnwheel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.json.Schemas;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.wheel.SampleWheel;

/** Audits of small wheels whose ELF files are compiled here. */
class WheelAuditTest {
    private static final String ARCHITECTURE =
            Architecture.find(System.getProperty("os.arch")).orElseThrow().token();
    private static final String EXTENSION = "demo/_x.so";
    private static final String GOMP = "int GOMP_demo(void) { return 1; }\n";
    private static final String USES_GOMP = "int GOMP_demo(void); int use(void) { return GOMP_demo(); }\n";

    @TempDir
    private Path directory;

    private NativeCode code;

    @BeforeEach
    void compiler() {
        code = new NativeCode(directory);
    }

    private SampleWheel wheel() {
        return SampleWheel.valid("demo-1.0-cp311-cp311-linux_" + ARCHITECTURE + ".whl")
                .with(
                        "demo-1.0.dist-info/WHEEL",
                        "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-linux_" + ARCHITECTURE + "\n");
    }

    private AuditReport audit(SampleWheel wheel, String... excludes) throws IOException {
        return WheelAudit.of(wheel.writeTo(directory), AuditOptions.STANDARD.withExcludes(List.of(excludes)));
    }

    private static List<String> ids(AuditReport report) {
        return report.findings().stream().map(Finding::id).distinct().toList();
    }

    @Test
    void aWheelWithoutNativeCodeFitsEveryPlatform() throws IOException {
        AuditReport report = audit(SampleWheel.valid("demo-1.0-py3-none-any.whl"));

        assertThat(report.tag()).contains("any");
        assertThat(report.hasErrors()).isFalse();
        assertThat(report.toAuditwheelJson())
                .startsWith("{\"version\":1,\"wheel\":\"demo-1.0-py3-none-any.whl\",\"error\"");
    }

    @Test
    void aFileWithoutNeedsFitsTheBestTag() throws IOException {
        AuditReport report = audit(wheel().with(EXTENSION, code.library(NativeCode.EXTENSION, "-nostdlib")));

        Verdict verdict = report.verdict().orElseThrow();
        assertThat(verdict.steps()).isEmpty();
        assertThat(report.files()).singleElement().satisfies(file -> {
            assertThat(file.kind()).isEqualTo(FileKind.EXTENSION);
            assertThat(file.architecture().map(Architecture::token)).contains(ARCHITECTURE);
        });
        assertThat(report.explain()).contains("there is no better tag");
    }

    @Test
    void aSymbolVersionForbidsOlderTagsAndIsNamed() throws IOException {
        String source = NativeCode.EXTENSION + "#include <pthread.h>\n"
                + "int lock(pthread_mutex_t *m, const struct timespec *t) { return pthread_mutex_clocklock(m, 1, t); }\n";
        AuditReport report = audit(wheel().with(EXTENSION, code.library(source, "-D_GNU_SOURCE", "-pthread")));

        Verdict verdict = report.verdict().orElseThrow();
        assertThat(verdict.steps()).isNotEmpty();
        assertThat(verdict.steps().get(0).blockers()).anySatisfy(blocker -> {
            assertThat(blocker.kind()).isEqualTo(Blocker.Kind.VERSION);
            assertThat(blocker.symbols()).contains("pthread_mutex_clocklock");
            assertThat(blocker.files()).containsExactly(EXTENSION);
        });
        assertThat(verdict.steps().get(0).singleChange().orElseThrow()).contains("pthread_mutex_clocklock");
        assertThat(report.explain()).contains("pthread_mutex_clocklock", EXTENSION);
    }

    @Test
    void aLibraryThatIsNotThereIsExternal() throws IOException {
        Path gomp = code.named("libgomp.so.1", GOMP);
        byte[] extension = code.library(NativeCode.EXTENSION + USES_GOMP, gomp.toString());
        AuditReport report = audit(wheel().with(EXTENSION, extension));

        assertThat(report.tag()).contains("linux_" + ARCHITECTURE);
        assertThat(report.externalReferences()).singleElement().satisfies(reference -> {
            assertThat(reference.library()).isEqualTo("libgomp.so.1");
            assertThat(reference.files()).containsExactly(EXTENSION);
            assertThat(reference.allowedBy()).isEmpty();
            assertThat(reference.present()).isEmpty();
        });
        assertThat(report.verdict().orElseThrow().bySymbols()).startsWith("manylinux_");
        assertThat(report.verdict().orElseThrow().steps().get(0).singleChange())
                .contains("graft libgomp.so.1 into the wheel");
        assertThat(ids(report)).contains("external-library").doesNotContain("unresolved-library");
        assertThat(report.files().get(0).unresolved()).containsExactly("libgomp.so.1");
    }

    @Test
    void anExcludedLibraryIsNoMatterOfTheWheel() throws IOException {
        Path gomp = code.named("libgomp.so.1", GOMP);
        byte[] extension = code.library(NativeCode.EXTENSION + USES_GOMP, gomp.toString());
        AuditReport report = audit(wheel().with(EXTENSION, extension), "libgomp.so.*");

        assertThat(report.externalReferences()).isEmpty();
        assertThat(report.tag().orElseThrow()).startsWith("manylinux_");
    }

    @Test
    void aLibraryThatIsFoundByOriginIsTheWheelsOwn() throws IOException {
        Path gomp = code.named("libgomp.so.1", GOMP);
        byte[] extension =
                code.library(NativeCode.EXTENSION + USES_GOMP, gomp.toString(), "-Wl,-rpath,$ORIGIN/../demo.libs");
        AuditReport report =
                audit(wheel().with(EXTENSION, extension).with("demo.libs/libgomp.so.1", Files.readAllBytes(gomp)));

        assertThat(report.externalReferences()).isEmpty();
        assertThat(report.tag().orElseThrow()).startsWith("manylinux_");
        assertThat(ids(report)).doesNotContain("external-library", "unresolved-library", "dangling-rpath");
    }

    @Test
    void aLibraryThatIsThereButNotFoundIsUnresolved() throws IOException {
        Path gomp = code.named("libgomp.so.1", GOMP);
        byte[] extension = code.library(NativeCode.EXTENSION + USES_GOMP, gomp.toString());
        AuditReport report =
                audit(wheel().with(EXTENSION, extension).with("demo.libs/libgomp.so.1", Files.readAllBytes(gomp)));

        assertThat(report.findings("unresolved-library")).singleElement().satisfies(finding -> {
            assertThat(finding.file()).contains(EXTENSION);
            assertThat(finding.message()).contains("libgomp.so.1", "demo.libs/libgomp.so.1");
        });
    }

    @Test
    void searchPathsOfTheBuildMachineAreNamed() throws IOException {
        byte[] extension = code.library(
                NativeCode.EXTENSION,
                "-Wl,-rpath,/tmp/tmpx1/lib:demo.libs:$ORIGIN/../nothing:$ORIGIN/lib:/usr/lib64:$ORIGIN/../other/lib");
        AuditReport report = audit(wheel().with(EXTENSION, extension)
                .with("demo/lib/data.txt", "x")
                .with("nothing.txt", "x"));

        assertThat(report.findings("leaked-path"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("/tmp/tmpx1/lib", "anybody")
                        .doesNotContain("/usr/lib64"));
        assertThat(report.findings("relative-rpath"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith(": demo.libs"));
        assertThat(report.findings("dangling-rpath")).isEmpty();
    }

    @Test
    void searchPathsThatLeadNowhereInTheWheelDangle() throws IOException {
        byte[] extension = code.library(NativeCode.EXTENSION, "-Wl,-rpath,$ORIGIN/lib:${ORIGIN}/../demo/there");
        AuditReport report = audit(wheel().with(EXTENSION, extension).with("demo/there/data.txt", "x"));

        assertThat(report.findings("dangling-rpath"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith(": $ORIGIN/lib"));
    }

    @Test
    void dangerousSegmentsAndLostBitsAreNamed() throws IOException {
        SampleWheel wheel = wheel().with("demo/stack.so", code.library(NativeCode.EXTENSION, "-Wl,-z,execstack"))
                .with("demo/writable.so", code.library("int f(void) { return 1; }", "-Wl,-N", "-nostdlib"))
                .with("demo/bin/tool", code.program("int main(void) { return 0; }"))
                .with("demo/bin/script", "#!/bin/sh\n. /opt/rh/gcc-toolset-10/enable\n")
                .with("demo/libold.a", "!<arch>\n");
        AuditReport report = audit(wheel);

        assertThat(report.findings("executable-stack"))
                .extracting(Finding::file)
                .containsExactly(Optional.of("demo/stack.so"));
        assertThat(report.findings("writable-code")).isNotEmpty();
        assertThat(report.findings("lost-execute-bit"))
                .extracting(finding -> finding.file().orElseThrow())
                .containsExactly("demo/bin/script", "demo/bin/tool");
        assertThat(report.findings("embedded-build-path"))
                .anySatisfy(finding -> assertThat(finding.file()).contains("demo/bin/script"));
        assertThat(report.findings("stray-build-file")).hasSize(1);
    }

    @Test
    void copiesOfALibraryAreNamedByStemAndExports() throws IOException {
        String exports = "int a(void){return 1;} int b(void){return 1;} int c(void){return 1;} int d(void){return 1;}";
        AuditReport report = audit(wheel().with("demo/lib/libdemo.so", code.library(exports))
                .with("demo.libs/libdemo-0123abcd.so", code.library(exports))
                .with("demo/lib/libother.so", code.library("int other(void) { return 1; }")));

        assertThat(report.findings("duplicate-library"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("demo/lib/libdemo.so", "demo.libs/libdemo-0123abcd.so"));
    }

    @Test
    void aFileWithoutSectionHeadersIsReadAllTheSame() throws IOException {
        Path gomp = code.named("libgomp.so.1", GOMP);
        byte[] extension = code.library(NativeCode.EXTENSION + USES_GOMP, gomp.toString());
        AuditReport report = audit(wheel().with(EXTENSION, withoutSections(extension)));

        assertThat(report.externalReferences())
                .extracting(ExternalReference::library)
                .containsExactly("libgomp.so.1");
        assertThat(report.files().get(0).kind()).isEqualTo(FileKind.EXTENSION);
    }

    @Test
    void aFileIsKnownByItsContentNotItsName() throws IOException {
        Path gomp = code.named("libgomp.so.1", GOMP);
        AuditReport report = audit(wheel().with("demo/tool.py", code.library(USES_GOMP, gomp.toString())));

        assertThat(report.externalReferences())
                .extracting(ExternalReference::files)
                .containsExactly(List.of("demo/tool.py"));
    }

    @Test
    void aTruncatedFileIsAFindingAndTheWheelHasNoTag() throws IOException {
        byte[] extension = code.library(NativeCode.EXTENSION);
        AuditReport report = audit(wheel().with(EXTENSION, Arrays.copyOf(extension, extension.length / 2)));

        assertThat(report.findings("damaged-elf"))
                .extracting(finding -> finding.file().orElseThrow())
                .containsExactly(EXTENSION);
        assertThat(report.tag()).isEmpty();
        assertThat(report.toAuditwheelJson()).contains("\"error\":");
    }

    @Test
    void nativeCodeInAPureWheelIsAnError() throws IOException {
        AuditReport report = audit(SampleWheel.valid("demo-1.0-py3-none-any.whl")
                .with("demo/tool.so", code.library(NativeCode.EXTENSION))
                .with("demo-1.0.data/purelib/demo/other.so", code.library(NativeCode.EXTENSION)));

        assertThat(report.findings("elf-in-pure-wheel")).hasSize(1);
        assertThat(report.findings("elf-in-purelib")).hasSize(1);
        assertThat(report.refusal()).isPresent();
    }

    @Test
    void aNameThatPromisesMoreThanTheFilesKeepIsAnError() throws IOException {
        Path gomp = code.named("libgomp.so.1", GOMP);
        byte[] extension = code.library(NativeCode.EXTENSION + USES_GOMP, gomp.toString());
        AuditReport report = audit(SampleWheel.valid("demo-1.0-cp311-cp311-manylinux_2_17_" + ARCHITECTURE + ".whl")
                .with(EXTENSION, extension));

        assertThat(report.findings("platform-tag"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("manylinux_2_17_" + ARCHITECTURE, "libgomp.so.1"));
        assertThat(report.hasErrors()).isTrue();
    }

    @Test
    void levelsCanBeSet() throws IOException {
        Path wheel = wheel().with("demo/bin/tool", code.program("int main(void) { return 0; }"))
                .writeTo(directory);

        AuditReport usual = WheelAudit.of(wheel, AuditOptions.STANDARD);
        AuditReport changed =
                WheelAudit.of(wheel, AuditOptions.STANDARD.withLevels(Map.of("lost-execute-bit", Severity.ADVICE)));

        assertThat(usual.hasErrors()).isTrue();
        assertThat(changed.hasErrors()).isFalse();
    }

    @Test
    void reportsAreJsonByTheirSchema() throws IOException {
        Path gomp = code.named("libgomp.so.1", GOMP);
        byte[] extension = code.library(NativeCode.EXTENSION + USES_GOMP, gomp.toString(), "-Wl,-rpath,/root/x/lib");
        for (SampleWheel wheel : List.of(
                wheel().with(EXTENSION, extension),
                wheel().with(EXTENSION, Arrays.copyOf(extension, 100)),
                SampleWheel.valid("demo-1.0-py3-none-any.whl"))) {
            String json = audit(wheel).toJson();
            assertThat(Schemas.violations("audit-report", json)).as(json).isEmpty();
        }
    }

    @Test
    void sarifHasEachFindingWithItsPlace() throws IOException {
        AuditReport report = audit(wheel().with("demo/bin/tool", code.program("int main(void) { return 0; }")));

        assertThat(AuditReport.toSarif(List.of(report)))
                .contains("\"2.1.0\"", "\"ruleId\" : \"lost-execute-bit\"", report.wheel() + "/demo/bin/tool");
    }

    @Test
    void sarifIsValidByItsSchema() throws IOException {
        byte[] extension = code.library(NativeCode.EXTENSION, "-Wl,-rpath,/root/x/lib:relative", "-Wl,-z,execstack");
        AuditReport faulty = audit(wheel().with("demo/a b [1]%\u00e9#?.so", extension)
                .with("demo/bin/tool", code.program("int main(void) { return 0; }")));
        AuditReport sound = audit(SampleWheel.valid("demo-1.0-py3-none-any.whl"));

        assertThat(faulty.findings()).hasSizeGreaterThan(3);
        assertThat(Schemas.sarifViolations(AuditReport.toSarif(List.of(faulty, sound))))
                .isEmpty();
        assertThat(Schemas.sarifViolations(AuditReport.toSarif(List.of()))).isEmpty();
        assertThat(Schemas.sarifViolations("{\"version\": \"2.1.0\"}")).isNotEmpty();
    }

    @Test
    void aSystemsConfigurationSaysWhereItsLibrariesAre() throws IOException {
        Path gomp = code.named("libgomp.so.1", GOMP);
        Path wheel = wheel().with(EXTENSION, code.library(NativeCode.EXTENSION + USES_GOMP, gomp.toString()))
                .writeTo(directory);
        Path root = directory.resolve("root");
        Path there = Files.createDirectories(root.resolve("opt/gomp/lib")).resolve("libgomp.so.1");
        Files.copy(gomp, there);
        AuditOptions options = AuditOptions.STANDARD.withLibraries(List.of(), Optional.of(root));
        assertThat(WheelAudit.of(wheel, options).found().get(0).file()).isEmpty();

        Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
        Files.writeString(root.resolve("etc/ld.so.conf"), "# all\ninclude ld.so.conf.d/*.conf\n");
        Files.writeString(root.resolve("etc/ld.so.conf.d/gomp.conf"), "/opt/../opt/gomp/lib # here\n");

        assertThat(WheelAudit.of(wheel, options).found().get(0).file()).contains(there);
    }

    @Test
    void textNamesTheTagAndTheFindings() throws IOException {
        AuditReport report = audit(wheel().with("demo/bin/tool", code.program("int main(void) { return 0; }")));

        assertThat(report.toText()).contains("fits manylinux_", "error lost-execute-bit demo/bin/tool", "1 ELF file, ");
    }

    @Test
    void symbolsOutsideTheStableAbiAreNamed() throws IOException {
        String source = """
                int PyInit__x(void) { return 0; }
                void *PyTuple_New(long), *PyType_GetQualName(void *), *PyFrame_GetCode(void *), *_PyObject_Other(void *);
                void *f(void *a) {
                    PyTuple_New(1);
                    PyType_GetQualName(a);
                    PyFrame_GetCode(a);
                    return _PyObject_Other(a);
                }
                """;
        AuditReport report = audit(SampleWheel.valid("demo-1.0-cp39-abi3-linux_" + ARCHITECTURE + ".whl")
                .with("demo/_x.abi3.so", code.library(source)));

        assertThat(report.findings("unstable-abi"))
                .extracting(Finding::message)
                .satisfiesExactly(
                        message -> assertThat(message).endsWith(": PyFrame_GetCode (3.10), PyType_GetQualName (3.11)"),
                        message ->
                                assertThat(message).contains("_PyObject_Other").doesNotContain("PyTuple_New"));
    }

    @Test
    void librariesThatAreLookedUpStandApart() throws IOException {
        Path gomp = code.named("libgomp.so.1", GOMP);
        Path wheel = wheel().with(EXTENSION, code.library(NativeCode.EXTENSION + USES_GOMP, gomp.toString()))
                .writeTo(directory);
        AuditReport alone = WheelAudit.of(wheel, AuditOptions.STANDARD);
        AuditReport looked =
                WheelAudit.of(wheel, AuditOptions.STANDARD.withLibraries(List.of(directory), Optional.empty()));

        assertThat(alone.found()).isEmpty();
        assertThat(looked.verdict()).isEqualTo(alone.verdict());
        assertThat(looked.found()).singleElement().satisfies(library -> {
            assertThat(library.library()).isEqualTo("libgomp.so.1");
            assertThat(library.file()).contains(gomp);
            assertThat(library.bySymbols()).isPresent();
        });
        assertThat(Schemas.violations("audit-report", looked.toJson())).isEmpty();
    }

    private static byte[] withoutSections(byte[] elf) {
        byte[] copy = elf.clone();
        ByteBuffer header = ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
        header.putLong(0x28, 0);
        header.putShort(0x3c, (short) 0);
        header.putShort(0x3e, (short) 0);
        return copy;
    }
}
