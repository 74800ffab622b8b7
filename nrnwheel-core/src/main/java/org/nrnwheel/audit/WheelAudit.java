package org.nrnwheel.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.nrnwheel.concurrent.Results;
import org.nrnwheel.policy.Libc;
import org.nrnwheel.policy.Policies;
import org.nrnwheel.policy.Policy;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.wheel.InvalidWheelException;
import org.nrnwheel.wheel.RecordFile;
import org.nrnwheel.wheel.WheelArtifact;
import org.nrnwheel.wheel.WheelFile;

/** Audits one wheel. */
public final class WheelAudit {
    private static final List<Check> CHECKS = List.of(
            new MetadataChecks.RecordedFiles(),
            new MetadataChecks.Tags(),
            new MetadataChecks.ElfInPureWheel(),
            new MetadataChecks.SourceVersion(),
            new MetadataChecks.EntryPointModule(),
            new UndeclaredImport(),
            new ElfChecks.DamagedElf(),
            new ElfChecks.LostExecuteBit(),
            new ElfChecks.ExecutableStack(),
            new ElfChecks.TextRelocations(),
            new ElfChecks.WritableCode(),
            new ElfChecks.Segments(),
            new ElfChecks.WrongArchitecture(),
            new ElfChecks.Unstripped(),
            new ElfChecks.StrayBuildFile(),
            new ElfChecks.EmbeddedBuildPath(),
            new SearchPathChecks.LeakedPath(),
            new SearchPathChecks.RelativePath(),
            new SearchPathChecks.DanglingPath(),
            new LibraryChecks.UnresolvedLibrary(),
            new LibraryChecks.ExternalLibrary(),
            new LibraryChecks.PlatformTag(),
            new LibraryChecks.DuplicateLibrary(),
            new MixedLibc(),
            new StableAbi());

    private final Path file;
    private final AuditOptions options;
    private final Findings findings = new Findings();

    private WheelAudit(Path file, AuditOptions options) {
        this.file = file;
        this.options = options;
    }

    /**
     * Audits a wheel. Only the file is read: neither this machine's libraries nor its environment have a say.
     *
     * @param wheel the wheel
     * @param options what is excluded, and severities
     * @return the report; a fault of the wheel is a finding, not an exception
     * @throws InvalidWheelException when the file cannot be read or is no zip archive
     */
    public static AuditReport of(Path wheel, AuditOptions options) {
        return new WheelAudit(wheel, options).report();
    }

    private AuditReport report() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // The layout and policies are read, and the digest of the whole file is made, while its entries are.
            CompletableFuture<ZipLayout> layout = CompletableFuture.supplyAsync(() -> layout(channel));
            CompletableFuture<Set<String>> watched = CompletableFuture.supplyAsync(WheelAudit::watched);
            CompletableFuture<WheelArtifact> digest = CompletableFuture.supplyAsync(this::artifact);
            try {
                return report(channel, layout, watched, digest);
            } finally {
                // both read the file
                layout.handle((read, error) -> true).join();
                digest.handle((artifact, error) -> true).join();
            }
        } catch (IOException e) {
            throw InvalidWheelException.unread(file, e);
        }
    }

    /** An archive that is no wheel has a report of why; what is no archive has none. */
    private AuditReport report(
            FileChannel channel,
            CompletableFuture<ZipLayout> layout,
            CompletableFuture<Set<String>> watched,
            CompletableFuture<WheelArtifact> digest)
            throws IOException {
        try (WheelFile wheel = WheelFile.open(file)) {
            RecordFile record = wheel.record();
            ZipLayout places = finished(layout);
            List<EntryFacts> entries = new WheelScan(wheel, channel, places, record, watched.join()).read();
            places.findings().forEach(findings::add);
            return report(wheel, record, entries, digest);
        } catch (InvalidWheelException e) {
            ZipLayout places = finished(layout);
            if (!places.isArchive()) {
                throw e;
            }
            places.findings().forEach(findings::add);
            String problem = String.valueOf(e.getMessage()).replace(file + ": ", "");
            WheelArtifact artifact = finished(digest);
            findings.add(new Finding("invalid-wheel", Severity.ERROR, Optional.empty(), problem, e.remedy()));
            return new AuditReport(
                    artifact.fileName(),
                    artifact.sha256(),
                    artifact.size(),
                    Optional.empty(),
                    List.of(),
                    Optional.of(problem),
                    List.of(),
                    findings.all().stream().map(this::levelled).toList(),
                    List.of());
        }
    }

    private AuditReport report(
            WheelFile wheel, RecordFile record, List<EntryFacts> entries, CompletableFuture<WheelArtifact> digest)
            throws IOException {
        missing(wheel, record);
        List<ElfFacts> natives = natives(entries, record);
        InstalledPaths paths = new InstalledPaths(wheel.distInfo());
        Judged judged = judge(wheel, natives, paths);
        Subject subject = new Subject(
                wheel.name(),
                wheel.distInfo(),
                entries,
                natives,
                paths,
                judged.graph(),
                judged.verdicts(),
                read("METADATA", wheel::metadata),
                read("WHEEL", wheel::wheelMetadata),
                read("entry_points.txt", wheel::entryPoints).orElse(Map.of()));
        CHECKS.parallelStream()
                .map(check -> found(check, subject))
                .toList()
                .forEach(found -> found.forEach(findings::add));
        WheelArtifact artifact = finished(digest);
        return new AuditReport(
                artifact.fileName(),
                artifact.sha256(),
                artifact.size(),
                judged.verdicts().stream().findFirst(),
                judged.verdicts().stream().skip(1).toList(),
                judged.refusal(),
                files(natives, judged.verdicts()),
                findings.all().stream().map(this::levelled).toList(),
                found(judged.verdicts()));
    }

    private static List<Finding> found(Check check, Subject subject) {
        Findings found = new Findings();
        check.check(subject, found);
        return found.all();
    }

    private static ZipLayout layout(FileChannel channel) {
        try {
            return ZipLayout.read(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WheelArtifact artifact() {
        try {
            return WheelArtifact.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T finished(CompletableFuture<T> reading) throws IOException {
        try {
            return Results.of(reading);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<FoundLibrary> found(List<Verdict> verdicts) {
        return !options.looksUp()
                ? List.of()
                : verdicts.stream()
                        .flatMap(verdict -> new LibraryLookup(
                                        options.directories(),
                                        options.sysroot(),
                                        Policies.of(verdict.libc(), verdict.architecture()))
                                        .find(verdict.external().stream()
                                                .map(ExternalReference::library)
                                                .toList())
                                        .stream())
                        .toList();
    }

    private Finding levelled(Finding finding) {
        return finding.withSeverity(options.levels().getOrDefault(finding.id(), finding.severity()));
    }

    /** What cannot be read is a finding; the rest of the wheel is looked at all the same. */
    private <T> Optional<T> read(String name, Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (InvalidWheelException e) {
            findings.error(
                    "invalid-metadata",
                    name,
                    String.valueOf(e.getMessage()).replaceFirst("^.*?: ", ""),
                    "Build the wheel again with a current tool.");
            return Optional.empty();
        }
    }

    private void missing(WheelFile wheel, RecordFile record) {
        record.entries().stream()
                .filter(line -> !wheel.contains(line.path()))
                .forEach(line -> findings.error(
                        "record-mismatch",
                        line.path(),
                        "it is in RECORD but not in the wheel",
                        "Pack the wheel again; installers refuse or misinstall it."));
    }

    /** RECORD's order, which is that of other tools too. */
    private static List<ElfFacts> natives(List<EntryFacts> entries, RecordFile record) {
        Map<String, Integer> places = new HashMap<>();
        record.entries().forEach(line -> places.put(line.path(), places.size()));
        return entries.stream()
                .flatMap(entry -> entry.elf().stream())
                .sorted(Comparator.comparing((ElfFacts elf) -> places.getOrDefault(elf.path(), Integer.MAX_VALUE)))
                .toList();
    }

    private static Set<String> watched() {
        Set<String> watched = new TreeSet<>();
        for (Libc libc : Libc.values()) {
            for (Policy policy : Policies.of(libc, Architecture.X86_64).all()) {
                policy.blocked().values().forEach(watched::addAll);
            }
        }
        return watched;
    }

    /** The answer about the tag. */
    private record Judged(List<Verdict> verdicts, Optional<LibraryGraph> graph, Optional<String> refusal) {
        static Judged refused(String why) {
            return new Judged(List.of(), Optional.empty(), Optional.of(why));
        }
    }

    private Judged judge(WheelFile wheel, List<ElfFacts> natives, InstalledPaths paths) {
        Optional<ElfFacts> damaged =
                natives.stream().filter(ElfFacts::isDamaged).findFirst();
        if (damaged.isPresent()) {
            return Judged.refused(
                    damaged.get().path() + " is damaged: " + damaged.get().problem());
        }
        List<String> pure = natives.stream()
                .map(ElfFacts::path)
                .filter(path -> path.contains(".data/purelib/"))
                .toList();
        if (!pure.isEmpty()) {
            return Judged.refused("ELF files are in the directory for pure Python: " + String.join(", ", pure));
        }
        List<Verdict> verdicts = new ArrayList<>();
        Optional<LibraryGraph> first = Optional.empty();
        for (Architecture architecture : architectures(wheel, natives)) {
            List<ElfFacts> same = natives.stream()
                    .filter(elf -> elf.file().architecture().equals(Optional.of(architecture)))
                    .toList();
            Libc libc = libc(wheel, same);
            List<ElfFacts> judged = same.stream()
                    .filter(elf -> elf.file().libc().orElse(libc) == libc)
                    .toList();
            LibraryGraph graph = new LibraryGraph(
                    judged.stream().filter(ElfFacts::isLoadable).toList(),
                    paths,
                    new Excludes(options.excludes()),
                    libc);
            verdicts.add(new Judge(
                            judged,
                            Policies.of(libc, architecture),
                            graph,
                            wheel.name().platforms())
                    .verdict());
            first = first.or(() -> Optional.of(graph));
        }
        return verdicts.isEmpty() && !natives.isEmpty()
                ? Judged.refused("no ELF file of it is for an architecture that the wheel's tags may name")
                : new Judged(verdicts, first, Optional.empty());
    }

    /** The wheel's own architecture; those of its files when its name has none. */
    private static Set<Architecture> architectures(WheelFile wheel, List<ElfFacts> natives) {
        Set<Architecture> present = new LinkedHashSet<>();
        natives.forEach(elf -> elf.file().architecture().ifPresent(present::add));
        Optional<Architecture> named = PlatformTags.architecture(wheel.name().platforms());
        return named.isEmpty() ? present : present.contains(named.get()) ? Set.of(named.get()) : Set.of();
    }

    private static Libc libc(WheelFile wheel, List<ElfFacts> natives) {
        return PlatformTags.libc(wheel.name().platforms())
                .or(() -> natives.stream()
                        .flatMap(elf -> elf.file().libc().stream())
                        .findFirst())
                .orElse(Libc.GLIBC);
    }

    private static List<NativeFile> files(List<ElfFacts> natives, List<Verdict> verdicts) {
        Map<String, Set<String>> unresolved = new HashMap<>();
        verdicts.forEach(verdict -> verdict.external()
                .forEach(reference -> reference
                        .files()
                        .forEach(file -> unresolved
                                .computeIfAbsent(file, key -> new TreeSet<>())
                                .add(reference.library()))));
        return natives.stream()
                .map(elf -> elf.file().withUnresolved(unresolved.getOrDefault(elf.path(), Set.of())))
                .toList();
    }
}
