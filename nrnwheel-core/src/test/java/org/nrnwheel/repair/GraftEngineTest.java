package org.nrnwheel.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelRepairer;
import org.nrnwheel.audit.AuditOptions;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.WheelAudit;
import org.nrnwheel.elf.Compiled;
import org.nrnwheel.elf.ElfChanges;
import org.nrnwheel.elf.ElfEditor;
import org.nrnwheel.elf.ElfFile;
import org.nrnwheel.elf.Programs;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.wheel.SampleWheel;
import org.nrnwheel.wheel.WheelEntry;
import org.nrnwheel.wheel.WheelFile;

/** Repairs of wheels whose libraries are compiled here: they must run from where they are unpacked. */
class GraftEngineTest {
    private static final Architecture HERE =
            Architecture.find(System.getProperty("os.arch")).orElseThrow();
    private static final String NAME = "demo-1.0-cp311-cp311-linux_" + HERE + ".whl";
    private static final Instant TIME = Instant.parse("2021-03-04T05:06:07Z");
    private static final Set<String> ALLOWED = Set.of("unstripped", "embedded-build-path");

    @TempDir
    private Path directory;

    private Compiled compiled;
    private Path wheel;

    @BeforeEach
    void makeWheel() throws IOException {
        compiled = Compiled.with(directory.resolve("build"), "-O1");
        wheel = SampleWheel.valid(NAME)
                .with("demo/native/libouter.so", bytes("libouter.so"))
                .with("demo/bin/linked", bytes("linked"))
                .writeTo(Files.createDirectories(directory.resolve("dist")));
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(compiled.directory().resolve(name));
    }

    private LibrarySource source() {
        return LibrarySource.directories(List.of(compiled.directory()));
    }

    private Path house() throws IOException {
        return Files.createDirectories(directory.resolve("house"));
    }

    private GraftPlan repair(RepairOptions options) throws IOException {
        return new GraftEngine().repair(wheel, source(), options, TIME, house());
    }

    private Path unpacked(Path repaired) throws IOException {
        Path site = directory.resolve("site");
        try (WheelFile file = WheelFile.open(repaired)) {
            file.verify();
            for (WheelEntry entry : file.entries()) {
                Path target = site.resolve(entry.name());
                Files.createDirectories(target.getParent());
                Files.write(target, file.read(entry.name()));
                boolean program = (entry.unixMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        return site;
    }

    /** Moves the libraries of the build away: only what is in the wheel is left. */
    private void forgetBuild() throws IOException {
        Files.delete(compiled.directory().resolve("libin.so.1"));
        Files.delete(compiled.directory().resolve("libouter.so"));
    }

    @Test
    void aRepairedWheelRunsWithoutTheLibrariesOfTheBuild() throws IOException {
        GraftPlan plan = repair(RepairOptions.STANDARD);

        forgetBuild();
        Path site = unpacked(house().resolve(plan.fileName()));
        assertThat(plan.fileName()).startsWith("demo-1.0-cp311-cp311-manylinux").doesNotContain("-linux_");
        assertThat(plan.grafts())
                .singleElement()
                .satisfies(graft -> assertThat(graft.path()).matches("demo\\.libs/libin-[0-9a-f]{8}\\.so\\.1"));
        assertThat(Programs.run(site, site.resolve("demo/bin/linked").toString())
                        .text())
                .isEqualTo("42\n");
        assertThat(Programs.run(
                                compiled.directory(),
                                "./opener",
                                site.resolve("demo/native/libouter.so").toString())
                        .text())
                .isEqualTo("42\n");
    }

    @Test
    void theAuditOfARepairedWheelFindsNothing() throws IOException {
        AuditReport before = WheelAudit.of(wheel, AuditOptions.STANDARD);
        GraftPlan plan = repair(RepairOptions.STANDARD);

        AuditReport report = WheelAudit.of(house().resolve(plan.fileName()), AuditOptions.STANDARD);

        assertThat(before.findings()).extracting(Finding::id).contains("leaked-path", "lost-execute-bit");
        assertThat(report.findings()).extracting(Finding::id).isSubsetOf(ALLOWED);
        assertThat(report.tag().map(tag -> plan.platforms().contains(tag))).contains(true);
    }

    @Test
    void theSameWheelGivesTheSameBytes() throws IOException {
        GraftPlan plan = repair(RepairOptions.STANDARD);
        byte[] first = Files.readAllBytes(house().resolve(plan.fileName()));

        repair(RepairOptions.STANDARD);

        assertThat(house().resolve(plan.fileName())).hasBinaryContent(first);
        assertThat(Files.getPosixFilePermissions(house().resolve(plan.fileName())))
                .describedAs("as the umask has it, like any new file")
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(directory.resolve("new"))));
    }

    @Test
    void aPlanIsReadAgainAndCarriedOutLater() throws IOException {
        GraftPlan repaired = repair(RepairOptions.STANDARD);
        byte[] bytes = Files.readAllBytes(house().resolve(repaired.fileName()));
        GraftPlan plan = new GraftEngine().plan(wheel, source(), RepairOptions.STANDARD);
        Path other = Files.createDirectories(directory.resolve("other"));

        GraftPlan read = GraftPlan.fromJson(plan.toJson());
        new GraftEngine().apply(read, wheel, source(), TIME, other);

        assertThat(read).isEqualTo(plan).isEqualTo(repaired);
        assertThat(other.resolve(plan.fileName())).hasBinaryContent(bytes);
        assertThat(plan.toText()).contains("graft ", "needs libin-", "rpath $ORIGIN", "mode 0755 demo/bin/linked");
    }

    @Test
    void theBillOfMaterialsNamesWhatWasGraftedAndItsPackage() throws IOException {
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("usr/lib"));
        Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        Files.copy(compiled.directory().resolve("libin.so.1"), root.resolve("usr/lib/libin.so.1"));
        Files.writeString(root.resolve("var/lib/dpkg/info/libin1:amd64.list"), "/.\n/lib/libin.so.1\n");
        Files.writeString(
                root.resolve("var/lib/dpkg/status"),
                "Package: libin1\nArchitecture: amd64\nVersion: 1:2.0+b1\n\nPackage: other\nVersion: 1\n");

        GraftPlan plan =
                new GraftEngine().repair(wheel, LibrarySource.system(root), RepairOptions.STANDARD, TIME, house());

        assertThat(plan.grafts().get(0).packageUrl()).contains("pkg:deb/debian/libin1@1%3A2.0%2Bb1?arch=amd64");
        try (WheelFile file = WheelFile.open(house().resolve(plan.fileName()))) {
            assertThat(file.read("demo-1.0.dist-info/sboms/nrnwheel.cdx.json"))
                    .asString()
                    .contains("CycloneDX", plan.grafts().get(0).sha256(), "pkg:deb/debian/libin1@");
        }
        assertThat(GraftPlan.fromJson(plan.toJson())).isEqualTo(plan);
    }

    @Test
    void aStrippedWheelIsSmallerAndRuns() throws IOException {
        Path plain = house().resolve(repair(RepairOptions.STANDARD).fileName());
        long before = Files.size(plain);

        GraftPlan plan = repair(RepairOptions.STANDARD.stripped());

        forgetBuild();
        Path repaired = house().resolve(plan.fileName());
        Path site = unpacked(repaired);
        assertThat(Files.size(repaired)).isLessThan(before);
        assertThat(WheelAudit.of(repaired, AuditOptions.STANDARD).findings("unstripped"))
                .isEmpty();
        assertThat(Programs.run(site, site.resolve("demo/bin/linked").toString())
                        .text())
                .isEqualTo("42\n");
        assertThat(Programs.run(
                                site,
                                "readelf",
                                "-W",
                                "-S",
                                site.resolve("demo/native/libouter.so").toString())
                        .text())
                .contains(".dynsym", ".shstrtab")
                .doesNotContain(".symtab", ".strtab", "Warning");
        assertThat(GraftPlan.fromJson(plan.toJson())).isEqualTo(plan);
        assertThat(plan.toText()).contains("without symbol table");
    }

    @Test
    void theBillOfMaterialsNamesWhatWasDeclared() throws IOException {
        List<StaticComponent> declared = List.of(new StaticComponent("pkg:generic/gnu/readline@8.1%2B2?arch=x86_64"));

        GraftPlan plan = repair(RepairOptions.STANDARD.withComponents(declared));

        assertThat(declared.get(0).name()).isEqualTo("readline");
        assertThat(declared.get(0).version()).isEqualTo("8.1+2");
        try (WheelFile file = WheelFile.open(house().resolve(plan.fileName()))) {
            assertThat(file.read("demo-1.0.dist-info/sboms/nrnwheel.cdx.json"))
                    .asString()
                    .contains("\"readline\"", "\"8.1+2\"", declared.get(0).packageUrl());
        }
        assertThat(GraftPlan.fromJson(plan.toJson())).isEqualTo(plan);
        assertThatThrownBy(() -> new StaticComponent("readline 8.1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRepairThatFailsLeavesNoDirectory() {
        Path target = directory.resolve("not/there");

        assertThatThrownBy(() -> WheelRepairer.nrnwheel()
                        .libraries(LibrarySource.nothing())
                        .strip()
                        .component("pkg:generic/readline@8.1")
                        .repair(wheel, target))
                .isInstanceOf(RepairFailedException.class);
        assertThat(directory.resolve("not")).doesNotExist();
        assertThatThrownBy(() -> WheelRepairer.nrnwheel().component("readline"))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aPlanForOtherLibrariesIsRefused() throws IOException {
        GraftPlan plan = new GraftEngine().plan(wheel, source(), RepairOptions.STANDARD);
        Files.write(compiled.directory().resolve("libin.so.1"), bytes("libouter.so"));

        assertThatThrownBy(() -> new GraftEngine().apply(plan, wheel, source(), TIME, house()))
                .isInstanceOf(RepairFailedException.class)
                .hasMessageContaining("is not the file that was planned with");
        assertThat(house()).isEmptyDirectory();
    }

    @Test
    void anExcludedLibraryStaysOutButLeakedPathsGo() throws IOException {
        GraftPlan plan = repair(new RepairOptions(List.of("libin.so.*"), Optional.empty(), false));

        assertThat(plan.grafts()).isEmpty();
        assertThat(plan.excluded()).containsExactly("libin.so.1");
        assertThat(plan.edits().get("demo/native/libouter.so"))
                .isEqualTo(
                        new NativeEdit(Optional.empty(), Map.of(), Set.of(), Optional.of("$ORIGIN"), Optional.empty()));
    }

    @Test
    void aLibraryThatIsNowhereFailsTheRepairAndLeavesNothing() throws IOException {
        assertThatThrownBy(() ->
                        new GraftEngine().repair(wheel, LibrarySource.nothing(), RepairOptions.STANDARD, TIME, house()))
                .isInstanceOf(RepairFailedException.class)
                .hasMessageContaining("could not be located: libin.so.1");
        assertThat(house()).isEmptyDirectory();
    }

    @Test
    void aTagThatIsAskedForStandsBesideABetterOneUnlessItIsExact() throws IOException {
        String asked = "manylinux_2_39_" + HERE;

        assertThat(repair(new RepairOptions(List.of(), Optional.of(asked), false))
                        .platforms())
                .contains(asked)
                .hasSizeGreaterThan(1);
        assertThat(repair(new RepairOptions(List.of(), Optional.of(asked), true))
                        .platforms())
                .containsExactly(asked);
    }

    /** A wheel that another tool repaired: the library is in it by its own name and grafted under another. */
    private Path withCopies() throws IOException {
        String grafted = "libin-01234567.so.1";
        byte[] copy = edited("libin.so.1", ElfChanges.none().withSoname(grafted));
        byte[] outer = edited(
                "libouter.so",
                ElfChanges.none().replacing("libin.so.1", grafted).withRpath("$ORIGIN/../../demo.libs"));
        return SampleWheel.valid(NAME)
                .with("demo/native/libouter.so", outer)
                .with("demo/lib/libin.so.1", bytes("libin.so.1"))
                .with("demo.libs/" + grafted, copy)
                .with("demo/bin/linked", bytes("linked"))
                .writeTo(Files.createDirectories(directory.resolve("copies")));
    }

    private byte[] edited(String name, ElfChanges changes) throws IOException {
        return ElfEditor.edit(ElfFile.parse(ByteBuffer.wrap(bytes(name)), name), changes);
    }

    @Test
    void ofTwoCopiesOfALibraryTheOneWithItsOwnNameIsKeptAndFoundByAll() throws IOException {
        RepairOptions options = RepairOptions.STANDARD.deduped();

        GraftPlan plan = new GraftEngine().repair(withCopies(), LibrarySource.nothing(), options, TIME, house());

        forgetBuild();
        Path repaired = house().resolve(plan.fileName());
        Path site = unpacked(repaired);
        assertThat(plan.duplicates())
                .containsExactly(Map.entry("demo.libs/libin-01234567.so.1", "demo/lib/libin.so.1"));
        assertThat(site.resolve("demo.libs")).doesNotExist();
        assertThat(Programs.run(site, site.resolve("demo/bin/linked").toString())
                        .text())
                .isEqualTo("42\n");
        assertThat(WheelAudit.of(repaired, AuditOptions.STANDARD).findings())
                .extracting(Finding::id)
                .isSubsetOf(ALLOWED);
        assertThat(GraftPlan.fromJson(plan.toJson())).isEqualTo(plan);
        assertThat(plan.toText()).contains("leave demo.libs/libin-01234567.so.1 out");
    }

    @Test
    void copiesStayUnlessOneIsAskedForAndOtherLibrariesAreNoCopies() throws IOException {
        Path copies = withCopies();
        Path others = SampleWheel.valid(NAME)
                .with("demo/lib/libin.so.1", bytes("libin.so.1"))
                .with("demo.libs/libin-01234567.so.1", bytes("libouter.so"))
                .writeTo(Files.createDirectories(directory.resolve("others")));

        GraftPlan usual = new GraftEngine().plan(copies, LibrarySource.nothing(), RepairOptions.STANDARD);
        GraftPlan other = new GraftEngine().plan(others, source(), RepairOptions.STANDARD.deduped());

        assertThat(usual.duplicates()).isEmpty();
        assertThat(other.duplicates()).isEmpty();
    }

    @Test
    void aPureWheelIsCopied() throws IOException {
        Path pure = SampleWheel.valid("demo-1.0-py3-none-any.whl")
                .writeTo(Files.createDirectories(directory.resolve("pure")));

        GraftPlan plan = new GraftEngine().repair(pure, source(), RepairOptions.STANDARD, TIME, house());

        assertThat(plan.fileName()).isEqualTo("demo-1.0-py3-none-any.whl");
        try (WheelFile file = WheelFile.open(house().resolve(plan.fileName()))) {
            file.verify();
        }
    }

    @Test
    void aWorkspaceThatIsElsewhereGivesItsLibraries() throws IOException {
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
        Files.createDirectories(root.resolve("opt/lib"));
        Files.writeString(root.resolve("etc/ld.so.conf"), "include /etc/ld.so.conf.d/*.conf\n");
        Files.writeString(root.resolve("etc/ld.so.conf.d/opt.conf"), "# mine\n/opt/lib\n");
        Files.copy(compiled.directory().resolve("libin.so.1"), root.resolve("opt/lib/libin.so.1"));

        Files.createDirectories(directory.resolve("WORK"));
        LibrarySource elsewhere = LibrarySource.workspace(new LocalWorkspace(directory, root, false));
        Optional<FoundLibrary> remote = elsewhere.find("libin.so.1", HERE, List.of());
        Optional<FoundLibrary> seen = LibrarySource.system(root).find("libin.so.1", HERE, List.of());

        assertThat(remote.map(FoundLibrary::path)).contains("/opt/lib/libin.so.1");
        assertThat(seen.map(FoundLibrary::path)).contains("/opt/lib/libin.so.1");
    }

    @Test
    void theJobsOwnDirectoriesAreLookedAtWhereverTheyAre() throws IOException {
        LocalWorkspace workspace = new LocalWorkspace(directory, Path.of("/"), false);
        Path library = Files.createDirectories(directory.resolve("WORK/lib")).resolve("libin.so.1");
        Files.copy(compiled.directory().resolve("libin.so.1"), library);

        Optional<FoundLibrary> found = LibrarySource.workspace(workspace)
                .find(
                        "libin.so.1",
                        HERE,
                        List.of(
                                "/none",
                                java.util.Objects.requireNonNull(library.getParent())
                                        .toString()));

        assertThat(found.map(FoundLibrary::path)).contains(library.toString());
        assertThat(found.flatMap(FoundLibrary::packageUrl)).isEmpty();
    }

    @Test
    void theSystemOfAWorkspaceSaysWhichPackageOwnsALibrary() throws IOException {
        Files.createDirectories(directory.resolve("WORK"));
        LibrarySource asked = LibrarySource.workspace(new LocalWorkspace(directory, false));

        FoundLibrary library = asked.find("libz.so.1", HERE, List.of()).orElseThrow();

        FoundLibrary read = LibrarySource.system(Path.of("/"))
                .find("libz.so.1", HERE, List.of())
                .orElseThrow();
        assertThat(library.path()).isEqualTo(read.path()).contains("/libz.so.1.");
        assertThat(library.packageUrl()).isEqualTo(read.packageUrl()).isPresent();
    }

    /** The package is only noted in a database of its own: its one file is there already. */
    @Test
    void rpmSaysWhichOfItsPackagesOwnsALibrary() throws IOException {
        Path library = compiled.directory().resolve("libin.so.1").toRealPath();
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(
                home.resolve(".rpmmacros"), "%%_dbpath %1$s/db%n%%_topdir %1$s/top%n".formatted(home.toRealPath()));
        Path spec = Files.writeString(home.resolve("sample.spec"), """
                Name: sample
                Epoch: 1
                Version: 2.0
                Release: 3
                Summary: A sample
                License: MIT
                AutoReqProv: no
                %%description
                A sample.
                %%install
                mkdir -p %%{buildroot}%1$s
                cp %2$s %%{buildroot}%2$s
                %%files
                %2$s
                """.formatted(library.getParent(), library));
        Files.createDirectories(directory.resolve("WORK"));
        WorkspaceShell shell = new WorkspaceShell(
                new LocalWorkspace(directory, false),
                List.of(),
                Map.of("HOME", new Text(home.toString())),
                Bindings.NONE);
        String install = "rpmbuild -bb --quiet \"$1\" && rpm -i --justdb --nodeps --nosignature ~/top/RPMS/*/*.rpm";
        assertThat(shell.ask(install, spec.toString())).isPresent();

        OwnerQuery.Owner owner = new OwnerQuery(shell).of(library.toString());

        assertThat(owner.path()).isEqualTo(library.toString());
        assertThat(owner.packageUrl())
                .hasValueSatisfying(url ->
                        assertThat(url).startsWith("pkg:rpm/").endsWith("/sample@2.0-3?arch=" + HERE + "&epoch=1"));
    }

    @Test
    void linksOfASystemAreFollowedInsideItsRoot() throws IOException {
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("usr/lib"));
        Files.createDirectories(root.resolve("real"));
        Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
        Files.copy(compiled.directory().resolve("libin.so.1"), root.resolve("real/libin.so.1.2.3"));
        Files.createSymbolicLink(root.resolve("usr/lib/libin.so.1"), Path.of("/real/libin.so.1.2.3"));

        assertThat(LibrarySource.system(root)
                        .find("libin.so.1", HERE, List.of())
                        .map(FoundLibrary::path))
                .contains("/real/libin.so.1.2.3");
    }

    @Test
    void theEngineRepairsInAWorkspace() throws IOException, InterruptedException {
        LocalWorkspace workspace = workspace();

        RepairReport report = repairIn(workspace, List.of("libin.so.1"), "nrnwheel", "repair");

        assertThat(report.engine()).isEqualTo("nrnwheel");
        assertThat(report.excluded()).containsExactly("libin.so.1");
        assertThat(workspace.list(new Place(Place.Root.WORK, "repaired"), "*.whl"))
                .hasSize(1);
    }

    /** A module sets LD_LIBRARY_PATH for what is started within it. */
    @Test
    void librariesOfAModuleAreFoundWhereItSaysWhenTheStepIsStartedWithinIt() throws IOException, InterruptedException {
        LocalWorkspace workspace = workspace();
        Path sdk = Files.createDirectories(directory.resolve("sdk"));
        Files.move(compiled.directory().resolve("libin.so.1"), sdk.resolve("libin.so.1"));
        String load = "export LD_LIBRARY_PATH=" + sdk.toRealPath() + " && exec \"$@\"";

        assertThatThrownBy(() -> repairIn(workspace, List.of(), "nrnwheel", "repair"))
                .isInstanceOf(RepairFailedException.class)
                .hasMessageContaining("libin.so.1");
        assertThat(repairIn(workspace, List.of(), "/bin/sh", "-c", load, "module", "nrnwheel", "repair")
                        .grafted())
                .singleElement()
                .satisfies(name -> assertThat(name).startsWith("libin-"));
    }

    private LocalWorkspace workspace() throws IOException {
        LocalWorkspace workspace = new LocalWorkspace(Files.createDirectories(directory.resolve("base")), false);
        workspace.copyIn(wheel, new Place(Place.Root.WORK, NAME));
        return workspace;
    }

    private static RepairReport repairIn(LocalWorkspace workspace, List<String> excludes, String... argv)
            throws InterruptedException {
        RepairStep step = new RepairStep(
                "repair",
                new Captured("wheel"),
                excludes,
                Optional.empty(),
                GraftEngine.NAME,
                new Place(Place.Root.WORK, "repaired"),
                "repaired",
                new Command(
                        Stream.of(argv).<Value>map(Text::new).toList(),
                        new TreeMap<>(Map.of("SOURCE_DATE_EPOCH", new Text("1600000000"))),
                        Place.of(Place.Root.WORK),
                        Optional.empty()));
        Bindings bindings = Bindings.NONE.withCapture("wheel", new Place(Place.Root.WORK, NAME));
        return new GraftEngine().repair(workspace, step, bindings, (channel, bytes) -> {});
    }
}
