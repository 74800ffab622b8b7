package org.nrnwheel.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.audit.NativeCode;
import org.nrnwheel.json.Schemas;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.wheel.InvalidWheelException;
import org.nrnwheel.wheel.SampleWheel;

/** Wheels whose differences are known because they are made here. */
class WheelDiffTest {
    private static final String ARCHITECTURE =
            Architecture.find(System.getProperty("os.arch")).orElseThrow().token();

    @TempDir
    private Path directory;

    private NativeCode code;

    @BeforeEach
    void compiler() {
        code = new NativeCode(directory);
    }

    private static SampleWheel wheel(String version) {
        return SampleWheel.valid("demo-" + version + "-cp311-cp311-linux_" + ARCHITECTURE + ".whl");
    }

    private Path write(SampleWheel wheel, String where) throws IOException {
        return wheel.writeTo(Files.createDirectories(directory.resolve(where)));
    }

    private static LibraryChange library(WheelDiff diff, String path) {
        return diff.libraries().stream()
                .filter(library -> library.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameContentIsTheSameWhateverTheArchive() throws IOException {
        WheelDiff diff = WheelDiff.between(write(wheel("1.0"), "a"), write(wheel("1.0"), "b"));

        assertThat(diff.isSame()).isTrue();
        assertThat(diff.toText()).contains("hold the same files");
        assertThat(Schemas.violations("wheel-diff", diff.toJson())).isEmpty();
    }

    @Test
    void aGraftedLibraryOfAnotherVersionIsTheSameLibrary() throws IOException {
        SampleWheel before = wheel("1.0")
                .with(
                        "demo.libs/libz-0123abcd.so.1.2.11",
                        code.library("int old_one(void){return 1;} int kept(void){return 1;}"));
        SampleWheel after = wheel("1.1")
                .with(
                        "demo.libs/libz-89abcdef.so.1.3",
                        code.library("int new_one(void){return 1;} int kept(void){return 2;}"));
        WheelDiff diff = WheelDiff.between(write(before, "a"), write(after, "b"));

        LibraryChange library = library(diff, "demo.libs/libz-89abcdef.so.1.3");
        assertThat(library.before().flatMap(LibraryState::version)).contains("1.2.11");
        assertThat(library.after().flatMap(LibraryState::version)).contains("1.3");
        assertThat(library.exported().added()).containsExactly("new_one");
        assertThat(library.exported().removed()).containsExactly("old_one");
        assertThat(diff.toText())
                .contains(
                        "~ demo.libs/libz-89abcdef.so.1.3, was demo.libs/libz-0123abcd.so.1.2.11",
                        "version: 1.2.11 -> 1.3");
        assertThat(Schemas.violations("wheel-diff", diff.toJson())).isEmpty();
    }

    @Test
    void whatTheLoaderSeesIsCompared() throws IOException {
        Path dependency = code.named("libdep.so.1", "int dep(void) { return 1; }\n");
        SampleWheel before =
                wheel("1.0").with("demo/lib.so", code.library("int f(void) { return 1; }", "-Wl,-soname,lib.so.1"));
        SampleWheel after = wheel("1.0")
                .with(
                        "demo/lib.so",
                        code.library(
                                "int dep(void); int f(void) { return dep(); }",
                                dependency.toString(),
                                "-Wl,-soname,lib.so.2",
                                "-Wl,--enable-new-dtags,-rpath,$ORIGIN"));
        LibraryChange library = library(WheelDiff.between(write(before, "a"), write(after, "b")), "demo/lib.so");

        assertThat(library.before().flatMap(LibraryState::soname)).contains("lib.so.1");
        assertThat(library.after().flatMap(LibraryState::soname)).contains("lib.so.2");
        assertThat(library.needed()).isEqualTo(SetChange.of(Set.of(), Set.of("libdep.so.1")));
        assertThat(library.undefined().added()).containsExactly("dep");
        assertThat(library.searchPath().added()).containsExactly("RUNPATH $ORIGIN");
        assertThat(library.exported().isSame()).isTrue();
    }

    @Test
    void metadataEntryPointsAndFilesAreCompared() throws IOException {
        SampleWheel before = wheel("1.0")
                .with("demo/old.py", "1")
                .with("demo-1.0.data/data/share/x", "1")
                .with("demo-1.0.dist-info/entry_points.txt", "[console_scripts]\ndemo = demo:main\n");
        SampleWheel after = wheel("1.1");
        after.with("demo/new.py", "2")
                .with("demo-1.1.data/data/share/x", "22")
                .with("demo-1.1.dist-info/entry_points.txt", "[console_scripts]\ndemo = demo.cli:main\n")
                .with(
                        "demo-1.1.dist-info/METADATA",
                        after.metadata(">=3.9").replace("\n\n", "\nRequires-Dist: numpy\n\n"));
        WheelDiff diff = WheelDiff.between(write(before, "a"), write(after, "b"));

        assertThat(diff.requires().added()).containsExactly("numpy");
        assertThat(diff.entryPoints().removed()).containsExactly("console_scripts: demo = demo:main");
        assertThat(diff.entryPoints().added()).containsExactly("console_scripts: demo = demo.cli:main");
        assertThat(diff.after().requiresPython()).contains(">=3.9");
        assertThat(diff.files())
                .extracting(
                        file -> file.before().map(FileState::path),
                        file -> file.after().map(FileState::path))
                .contains(
                        tuple(Optional.of("demo/old.py"), Optional.empty()),
                        tuple(Optional.empty(), Optional.of("demo/new.py")),
                        tuple(Optional.of("demo-1.0.data/data/share/x"), Optional.of("demo-1.1.data/data/share/x")));
    }

    @Test
    void whatIsNoWheelIsRefused() throws IOException {
        Path broken = Files.writeString(directory.resolve("bad-1.0-py3-none-any.whl"), "no archive");
        Path good = write(wheel("1.0"), "a");

        assertThatThrownBy(() -> WheelDiff.between(good, broken)).isInstanceOf(InvalidWheelException.class);
    }
}
