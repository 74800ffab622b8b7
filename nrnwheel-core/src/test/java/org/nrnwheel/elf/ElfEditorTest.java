package org.nrnwheel.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElfEditorTest {
    private static final String RUNS = "42\n42\n";
    private static final String LONG = "libin-0123456789abcdef0123456789abcdef.so.1";

    @TempDir
    private Path directory;

    /** Ways to compile that lay files out differently. */
    static Stream<String> ways() {
        Stream<String> ways = Stream.of(
                "-fuse-ld=bfd",
                "-fuse-ld=lld",
                "-fuse-ld=bfd -no-pie",
                "-fuse-ld=lld -no-pie",
                "-Wl,--hash-style=sysv",
                "-Wl,--hash-style=gnu",
                "-s",
                "-Wl,-z,max-page-size=0x200000",
                "-Wl,-z,noseparate-code -Wl,-z,norelro");
        return "amd64".equals(System.getProperty("os.arch"))
                ? Stream.concat(ways, Stream.of("-m32", "-m32 -no-pie -Wl,-z,now"))
                : ways;
    }

    private Compiled compiled(String flags) throws IOException {
        return Compiled.with(directory, flags.split(" "));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aNeededLibraryGetsALongerName(String flags) throws IOException {
        Compiled compiled = compiled(flags);
        List<String> faults = compiled.faults("libouter.so");
        List<String> before = compiled.readelf("libouter.so");

        compiled.edit("libouter.so", ElfChanges.none().replacing("libin.so.1", LONG));
        compiled.edit("libin.so.1", ElfChanges.none().withSoname(LONG));
        Files.move(directory.resolve("libin.so.1"), directory.resolve(LONG));

        assertThat(compiled.runs()).isEqualTo(RUNS);
        assertThat(compiled.readelf("libouter.so"))
                .isEqualTo(before.stream()
                        .map(line -> line.replaceAll("^(NEEDED |FILE )libin.so.1", "$1" + LONG))
                        .toList());
        assertThat(compiled.faults("libouter.so")).isEqualTo(faults);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void programsAndLibrariesStillRunAfterManyEdits(String flags) throws IOException {
        Compiled compiled = compiled(flags);
        List<String> faults = compiled.faults("linked");
        long size = Files.size(directory.resolve("libouter.so"));

        for (int i = 0; i < 6; i++) {
            ElfChanges changes = ElfChanges.none()
                    .withRunpath("$ORIGIN:$ORIGIN/" + "deeper/".repeat(8 + i))
                    .adding("libc.so.6")
                    .adding("libm.so.6");
            compiled.edit("linked", changes);
            compiled.edit("libouter.so", changes.withRpath("").withSoname("libouter.so"));
            assertThat(compiled.runs()).as("edit %d", i).isEqualTo(RUNS);
        }

        assertThat(compiled.read("libouter.so").dynamic().orElseThrow().needed())
                .endsWith("libm.so.6");
        assertThat(compiled.faults("linked")).isEqualTo(faults);
        assertThat(Files.size(directory.resolve("libouter.so"))).isLessThan(size + 3 * 65536);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void filesWithoutSectionHeadersAreEdited(String flags) throws IOException {
        Compiled compiled = compiled(flags);
        for (String name : List.of("libouter.so", "libin.so.1", "linked")) {
            compiled.write(name, withoutSections(compiled.read(name)));
        }

        compiled.edit("libouter.so", ElfChanges.none().replacing("libin.so.1", LONG));
        compiled.edit("libin.so.1", ElfChanges.none().withSoname(LONG));
        compiled.edit("linked", ElfChanges.none().withRunpath("$ORIGIN/nowhere/at/all/../../..:$ORIGIN"));
        Files.move(directory.resolve("libin.so.1"), directory.resolve(LONG));

        assertThat(compiled.runs()).isEqualTo(RUNS);
    }

    @Test
    void whatFitsIsWrittenInPlaceAndTheOldTextIsGone() throws IOException {
        Compiled compiled = compiled("-O1");
        byte[] before = Files.readAllBytes(directory.resolve("libouter.so"));

        byte[] after =
                ElfEditor.edit(compiled.read("libouter.so"), ElfChanges.none().withRpath("$ORIGIN/../x.libs"));

        assertThat(after).hasSameSizeAs(before);
        assertThat(new String(after, StandardCharsets.ISO_8859_1)).doesNotContain("/build/machine", "only/lib");
        assertThat(differences(before, after)).hasSizeLessThan("/build/machine/only/lib:$ORIGIN".length() + 1);
    }

    @Test
    void aRemovedPathLeavesNoTraceAndTheRestStays() throws IOException {
        Compiled compiled = compiled("-O1");
        List<String> before = compiled.readelf("libouter.so");

        compiled.edit("libouter.so", ElfChanges.none().withRpath(""));

        assertThat(compiled.readelf("libouter.so"))
                .isEqualTo(before.stream()
                        .filter(line -> !line.startsWith("RPATH"))
                        .toList());
        assertThat(Files.readString(directory.resolve("libouter.so"), StandardCharsets.ISO_8859_1))
                .doesNotContain("/build/machine");
    }

    @Test
    void aNameThatOthersShareStaysForThem() throws IOException {
        Compiled compiled = compiled("-Wl,-O2");
        Files.writeString(directory.resolve("shared.c"), "int shared_name(void) { return 1; }\n");
        compiled.gcc("-shared -fPIC -o libshared.so shared.c -Wl,-soname,longer_shared_name");

        compiled.edit("libshared.so", ElfChanges.none().withSoname("x"));

        assertThat(compiled.read("libshared.so").symbols().map(DynamicSymbol::name))
                .contains("shared_name");
        assertThat(compiled.read("libshared.so").dynamic().orElseThrow().soname())
                .contains("x");
    }

    @Test
    void librariesAreRemoved() throws IOException {
        Compiled compiled = compiled("-Wl,--no-as-needed -lm");

        compiled.edit("libouter.so", ElfChanges.none().removing("libm.so.6"));

        assertThat(compiled.read("libouter.so").dynamic().orElseThrow().needed())
                .contains("libin.so.1", "libc.so.6")
                .doesNotContain("libm.so.6");
        assertThat(compiled.runs()).isEqualTo(RUNS);
    }

    @Test
    void anExecutableStackIsCleared() throws IOException {
        Compiled compiled = compiled("-Wl,-z,execstack");
        assertThat(compiled.read("libouter.so").hasExecutableStack()).isTrue();

        compiled.edit("libouter.so", ElfChanges.none().withoutExecutableStack());

        assertThat(compiled.read("libouter.so").hasExecutableStack()).isFalse();
        assertThat(compiled.runs()).isEqualTo(RUNS);
    }

    @Test
    void nothingToChangeGivesTheSameBytes() throws IOException {
        Compiled compiled = compiled("-O1");
        byte[] before = Files.readAllBytes(directory.resolve("libouter.so"));

        assertThat(ElfEditor.edit(compiled.read("libouter.so"), ElfChanges.none()))
                .isEqualTo(before);
        assertThat(ElfEditor.edit(
                        compiled.read("libouter.so"),
                        ElfChanges.none()
                                .withSoname("libouter.so")
                                .adding("libc.so.6")
                                .replacing("libz.so", "liby.so")))
                .isEqualTo(before);
    }

    @Test
    void aStaticProgramIsRefused() throws IOException {
        Compiled compiled = compiled("-O1");
        Files.writeString(directory.resolve("alone.c"), "int main(void) { return 0; }\n");
        compiled.gcc("-static -o alone alone.c");

        ElfFile alone = compiled.read("alone");

        assertThatThrownBy(() -> ElfEditor.edit(alone, ElfChanges.none().withRunpath("$ORIGIN")))
                .isInstanceOf(ElfException.class)
                .hasMessageContaining("PT_DYNAMIC");
    }

    private static byte[] withoutSections(ElfFile file) {
        byte[] bytes = file.bytes().copy(0, file.size(), "the file");
        ElfHeader h = file.header();
        new ElfHeader(
                        h.identification(),
                        h.type(),
                        h.machine(),
                        h.version(),
                        h.entry(),
                        h.programOffset(),
                        0,
                        h.flags(),
                        h.headerSize(),
                        h.programEntrySize(),
                        h.programCount(),
                        h.sectionEntrySize(),
                        0,
                        0)
                .write(file.bytes().over(bytes));
        return bytes;
    }

    private static List<Integer> differences(byte[] before, byte[] after) {
        List<Integer> differences = new ArrayList<>();
        for (int i = 0; i < before.length; i++) {
            if (before[i] != after[i]) {
                differences.add(i);
            }
        }
        return differences;
    }
}
