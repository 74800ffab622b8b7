package org.nrnwheel.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nrnwheel.tag.Architecture;

class ElfFileTest {
    private static final String LONG = "$ORIGIN/a/path/that/is/longer/than/the/one/before";

    static List<ElfFixture> architectures() {
        return ElfFixture.architectures();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void everyClassAndByteOrderIsRead(ElfFixture fixture) {
        ElfFile file = fixture.parse();

        assertThat(Described.of(file))
                .containsExactly(
                        "NEEDED libc.so.6",
                        "SONAME libfixture.so.1",
                        "RUNPATH " + ElfFixture.RUNPATH,
                        "FILE libc.so.6 1",
                        "VERSION GLIBC_2.17 2",
                        "SYMBOL 0 8 FUNC GLOBAL UND printf@GLIBC_2.17",
                        "SYMBOL 40 8 FUNC GLOBAL DEF answer");
        assertThat(file.notes()).singleElement().satisfies(note -> {
            assertThat(note.owner()).isEqualTo("GNU");
            assertThat(note.content().remaining()).isEqualTo(4);
        });
        assertThat(file.hasExecutableStack()).isFalse();
    }

    @Test
    void allArchitecturesOfPlatformTagsAreTold() {
        assertThat(architectures().stream()
                        .map(fixture -> fixture.parse().architecture().orElseThrow()))
                .containsExactly(
                        Architecture.I686,
                        Architecture.PPC64LE,
                        Architecture.S390X,
                        Architecture.ARMV7L,
                        Architecture.X86_64,
                        Architecture.AARCH64,
                        Architecture.RISCV64,
                        Architecture.LOONGARCH64);
    }

    @Test
    void otherMachinesAndConventionsAreNone() {
        assertThat(new ElfFixture(false, ByteOrder.LITTLE_ENDIAN, ElfMachine.EM_ARM, 0x05000200, 0x1000)
                        .parse()
                        .architecture())
                .isEmpty();
        assertThat(new ElfFixture(true, ByteOrder.BIG_ENDIAN, ElfMachine.EM_PPC64, 1, 0x1000)
                        .parse()
                        .architecture())
                .isEmpty();
        assertThat(new ElfFixture(false, ByteOrder.LITTLE_ENDIAN, ElfMachine.EM_X86_64, 0, 0x1000)
                        .parse()
                        .architecture())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void everyClassAndByteOrderIsEdited(ElfFixture fixture) {
        ElfChanges changes = ElfChanges.none()
                .withRunpath(LONG)
                .withSoname("libfixture-01234567.so.1")
                .replacing("libc.so.6", "libc-89abcdef.so.6")
                .adding("libm.so.6");

        ElfFile edited = ElfFile.parse(ByteBuffer.wrap(ElfEditor.edit(fixture.parse(), changes)), "edited");

        assertThat(Described.of(edited))
                .containsExactly(
                        "NEEDED libc-89abcdef.so.6",
                        "NEEDED libm.so.6",
                        "SONAME libfixture-01234567.so.1",
                        "RUNPATH " + LONG,
                        "FILE libc-89abcdef.so.6 1",
                        "VERSION GLIBC_2.17 2",
                        "SYMBOL 0 8 FUNC GLOBAL UND printf@GLIBC_2.17",
                        "SYMBOL 40 8 FUNC GLOBAL DEF answer");
        ProgramHeader added = edited.programHeaders().get(2);
        assertThat(added.alignment()).isEqualTo(fixture.page());
        assertThat(added.offset() % fixture.page()).isEqualTo(added.address() % fixture.page());
    }

    @Test
    void aShorterPathGoesIntoTheOldPlace() {
        ElfFixture fixture = ElfFixture.architectures().get(2);
        byte[] before = fixture.write();

        byte[] after = ElfEditor.edit(fixture.parse(), ElfChanges.none().withRunpath("$ORIGIN"));

        assertThat(after).hasSameSizeAs(before);
        assertThat(new String(after, StandardCharsets.ISO_8859_1)).doesNotContain("machine");
    }

    @Test
    void whatIsNoElfFileOrCutShortIsRefusedWithItsPlace() {
        assertThat(ElfFile.isElf(ByteBuffer.wrap(new byte[] {0x7f, 'E', 'L'}))).isFalse();
        assertThatThrownBy(() -> ElfFile.parse(ByteBuffer.allocate(100), "x.so"))
                .isInstanceOfSatisfying(ElfException.class, e -> {
                    assertThat(e.file()).isEqualTo("x.so");
                    assertThat(e.field()).isEqualTo("e_ident");
                    assertThat(e.code()).isEqualTo("invalid-elf");
                });
        byte[] cut = Arrays.copyOf(ElfFixture.architectures().get(4).write(), 0x400);
        assertThatThrownBy(() -> ElfFile.parse(ByteBuffer.wrap(cut), "x.so")).isInstanceOf(ElfException.class);
    }

    /** Damage of every kind ends in our own error or in a file that is read, never otherwise, and never takes long. */
    @ParameterizedTest
    @MethodSource("architectures")
    void damagedFilesGiveOurErrorOrNone(ElfFixture fixture) {
        byte[] good = fixture.write();
        Random random = new Random(fixture.machine());
        for (int round = 0; round < 3000; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                int at = random.nextBoolean() ? random.nextInt(0x300) : fixture.page() + random.nextInt(0x100);
                bad[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xff);
            }
            int size = random.nextInt(4) == 0 ? random.nextInt(bad.length) : bad.length;
            use(Arrays.copyOf(bad, size));
        }
    }

    private static void use(byte[] bytes) {
        try {
            ElfFile file = ElfFile.parse(ByteBuffer.wrap(bytes), "damaged");
            file.properties();
            file.interpreter();
            file.symbols().forEach(symbol -> assertThat(symbol.name()).isNotNull());
            byte[] edited =
                    ElfEditor.edit(file, ElfChanges.none().withRunpath(LONG).withoutExecutableStack());
            assertThat(edited).isNotEmpty();
        } catch (ElfException e) {
            assertThat(e.remedy()).isNotEmpty();
        }
    }

    @Test
    void filesForDebuggersAreTold(@TempDir Path directory) throws IOException {
        Compiled compiled = Compiled.with(directory, "-g");
        Programs.run(directory, "objcopy", "--only-keep-debug", "libouter.so", "libouter.debug");

        ElfFile file = compiled.read("libouter.debug");

        assertThat(file.isDebugOnly()).isTrue();
        assertThat(file.isTruncated()).isFalse();
        assertThat(file.dynamic()).isEmpty();
        assertThat(file.symbols()).isEmpty();
        assertThatThrownBy(() -> ElfEditor.edit(file, ElfChanges.none().withSoname("x")))
                .isInstanceOf(ElfException.class);
    }

    @Test
    void sectionHeadersThatMakeNoSenseAreNone() {
        byte[] bytes = ElfFixture.architectures().get(4).write();
        ElfBytes out = ElfFile.parse(ByteBuffer.wrap(bytes), "x").bytes().over(bytes);
        out.putWord(0x28, 0x7fff_ffffL, "e_shoff");
        out.putU16(0x3c, 20, "e_shnum");

        ElfFile file = ElfFile.parse(ByteBuffer.wrap(bytes), "x");

        assertThat(file.sectionHeaders()).isEmpty();
        assertThat(file.sectionProblem()).isPresent();
        assertThat(file.dynamic().flatMap(DynamicSection::soname)).isEqualTo(Optional.of("libfixture.so.1"));
    }

    @Test
    void aLibraryWhoseEndIsMissingIsTold(@TempDir Path directory) throws IOException {
        Compiled compiled = Compiled.with(directory, "-O1");
        byte[] whole = Files.readAllBytes(directory.resolve("libouter.so"));
        assertThat(compiled.read("libouter.so").isTruncated()).isFalse();
        ProgramHeader last = compiled.read("libouter.so").programHeaders().stream()
                .filter(h -> h.type() == ProgramHeader.PT_LOAD)
                .reduce((a, b) -> b)
                .orElseThrow();

        compiled.write("cut.so", Arrays.copyOf(whole, (int) (last.offset() + last.fileSize()) - 1));

        assertThat(compiled.read("cut.so").isTruncated()).isTrue();
    }
}
