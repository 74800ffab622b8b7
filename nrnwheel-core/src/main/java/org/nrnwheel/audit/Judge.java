package org.nrnwheel.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.nrnwheel.policy.Libc;
import org.nrnwheel.policy.Policies;
import org.nrnwheel.policy.Policy;

/** Finds out which platform tag fits files of one architecture, and what forbids the better ones. */
final class Judge {
    private final List<ElfFacts> files;
    private final Policies policies;
    private final LibraryGraph graph;
    private final List<Policy> candidates;

    /**
     * Makes a judge.
     *
     * @param files the files, all of one architecture and C library
     * @param claimed platform tags of the wheel's name
     */
    Judge(List<ElfFacts> files, Policies policies, LibraryGraph graph, List<String> claimed) {
        this.files = files;
        this.policies = policies;
        this.graph = graph;
        this.candidates = candidates(policies, claimed);
    }

    /**
     * musl has no symbol versions, so its files do not show which release they were built with: a wheel may keep the tag
     * that it claims, and without a claim gets the newest.
     */
    private static List<Policy> candidates(Policies policies, List<String> claimed) {
        if (policies.libc() == Libc.GLIBC) {
            return policies.all();
        }
        Policy chosen = claimed.stream()
                .flatMap(tag -> policies.find(tag).stream())
                .max(Comparator.naturalOrder())
                .orElse(policies.loosest());
        return policies.all().stream()
                .filter(policy -> policy.isLinux() || policy.equals(chosen))
                .toList();
    }

    /** One need of a file that a policy may forbid. */
    private record Need(String library, String version, Set<String> symbols, ElfFacts file) {}

    Verdict verdict() {
        List<Need> needs = files.stream().flatMap(file -> needs(file).stream()).toList();
        Map<String, Map<String, Set<String>>> libraries = new LinkedHashMap<>();
        Map<String, List<Blocker>> blockers = new LinkedHashMap<>();
        for (Policy policy : candidates) {
            libraries.put(policy.tag(), policy.isLinux() ? Map.of() : graph.missing(policy));
            blockers.put(policy.tag(), blockers(policy, needs, libraries.getOrDefault(policy.tag(), Map.of())));
        }
        Policy overall =
                best(policy -> blockers.getOrDefault(policy.tag(), List.of()).isEmpty());
        return new Verdict(
                policies.libc(),
                policies.architecture(),
                overall.tag(),
                tagWithout(blockers, Blocker.Kind.VERSION),
                tagWithout(blockers, Blocker.Kind.LIBRARY),
                tagWithout(blockers, Blocker.Kind.SYMBOL),
                tagWithout(blockers, Blocker.Kind.ISA),
                files.stream().anyMatch(Judge::isUcs2),
                files.stream().anyMatch(Judge::isPyfpe),
                versions(),
                external(),
                names(libraries),
                blockedSymbols(blockers),
                steps(overall, blockers));
    }

    private String tagWithout(Map<String, List<Blocker>> blockers, Blocker.Kind kind) {
        return best(policy -> blockers.getOrDefault(policy.tag(), List.of()).stream()
                        .noneMatch(blocker -> blocker.kind() == kind))
                .tag();
    }

    private Policy best(Predicate<Policy> fits) {
        return candidates.stream().filter(fits).findFirst().orElse(policies.linux());
    }

    /** Versions of libraries that come with the wheel are no matter of the system's. */
    private List<Need> needs(ElfFacts file) {
        List<Need> needs = new ArrayList<>();
        file.file().versions().forEach((library, versions) -> {
            if (!graph.isProvided(file, library)) {
                versions.forEach(version -> needs.add(new Need(
                        library,
                        version,
                        file.usedVersions().getOrDefault(library, Map.of()).getOrDefault(version, Set.of()),
                        file)));
            }
        });
        return needs;
    }

    private List<Blocker> blockers(Policy policy, List<Need> needs, Map<String, Set<String>> missing) {
        List<Blocker> blockers = new ArrayList<>();
        if (policy.isLinux()) {
            return blockers;
        }
        versionBlockers(policy, needs, blockers);
        missing.forEach((soname, by) ->
                blockers.add(new Blocker(Blocker.Kind.LIBRARY, soname, "", List.of(), List.copyOf(by))));
        symbolBlockers(policy, blockers);
        add(blockers, Blocker.Kind.ISA, "instructions beyond " + policies.architecture(), Judge::isBeyondBaseline);
        add(blockers, Blocker.Kind.UCS2, "a Python with narrow Unicode (UCS2)", Judge::isUcs2);
        add(blockers, Blocker.Kind.PYFPE, "a Python with fpectl", Judge::isPyfpe);
        return blockers;
    }

    private static void versionBlockers(Policy policy, List<Need> needs, List<Blocker> blockers) {
        Map<String, List<Need>> byVersion = new TreeMap<>();
        needs.stream()
                .filter(need -> !policy.allowsVersion(need.version()))
                .forEach(need -> byVersion
                        .computeIfAbsent(need.version() + " " + need.library(), key -> new ArrayList<>())
                        .add(need));
        byVersion.values().forEach(same -> {
            Set<String> symbols = new TreeSet<>();
            Set<String> by = new TreeSet<>();
            same.forEach(need -> {
                symbols.addAll(need.symbols());
                by.add(need.file().path());
            });
            blockers.add(new Blocker(
                    Blocker.Kind.VERSION,
                    same.get(0).library(),
                    same.get(0).version(),
                    List.copyOf(symbols),
                    List.copyOf(by)));
        });
    }

    private void symbolBlockers(Policy policy, List<Blocker> blockers) {
        policy.blocked().forEach((library, names) -> {
            for (ElfFacts file : files) {
                if (file.file().needed().contains(library) && !graph.isProvided(file, library)) {
                    names.stream()
                            .filter(file.undefined()::contains)
                            .sorted()
                            .forEach(name -> blockers.add(
                                    new Blocker(Blocker.Kind.SYMBOL, library, name, List.of(), List.of(file.path()))));
                }
            }
        });
    }

    private void add(List<Blocker> blockers, Blocker.Kind kind, String what, Predicate<ElfFacts> applies) {
        List<String> by =
                files.stream().filter(applies).map(ElfFacts::path).sorted().toList();
        if (!by.isEmpty()) {
            blockers.add(new Blocker(kind, "", what, List.of(), by));
        }
    }

    /** The loader takes what stands in glibc-hwcaps only where the machine has the instructions. */
    private static boolean isBeyondBaseline(ElfFacts file) {
        return file.file().isaLevel() > 1 && !file.path().contains("/glibc-hwcaps/");
    }

    private static boolean isUcs2(ElfFacts file) {
        return file.pythonMajor() == 2 && file.ucs2();
    }

    private static boolean isPyfpe(ElfFacts file) {
        return file.pythonMajor() > 0 && file.pyfpe();
    }

    private Map<String, Set<String>> versions() {
        Map<String, Set<String>> versions = new TreeMap<>();
        files.forEach(file -> file.file()
                .versions()
                .forEach((library, names) -> versions.computeIfAbsent(library, key -> new TreeSet<>())
                        .addAll(names)));
        return versions;
    }

    private List<ExternalReference> external() {
        List<ExternalReference> references = new ArrayList<>();
        graph.missing(policies.loosest())
                .forEach((soname, by) -> references.add(
                        new ExternalReference(soname, List.copyOf(by), allowedBy(soname), graph.named(soname))));
        return references;
    }

    private Optional<String> allowedBy(String soname) {
        return policies.promising().stream()
                .filter(policy -> policy.allowsLibrary(soname))
                .findFirst()
                .map(Policy::tag);
    }

    private static Map<String, List<String>> names(Map<String, Map<String, Set<String>>> libraries) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        libraries.forEach((tag, missing) -> names.put(tag, List.copyOf(missing.keySet())));
        return names;
    }

    private static Map<String, Map<String, List<String>>> blockedSymbols(Map<String, List<Blocker>> blockers) {
        Map<String, Map<String, List<String>>> blocked = new LinkedHashMap<>();
        blockers.forEach((tag, all) -> {
            Map<String, Set<String>> byLibrary = new TreeMap<>();
            all.stream()
                    .filter(blocker -> blocker.kind() == Blocker.Kind.SYMBOL)
                    .forEach(blocker -> byLibrary
                            .computeIfAbsent(blocker.library(), key -> new TreeSet<>())
                            .add(blocker.what()));
            Map<String, List<String>> lists = new TreeMap<>();
            byLibrary.forEach((library, names) -> lists.put(library, List.copyOf(names)));
            blocked.put(tag, lists);
        });
        return blocked;
    }

    private List<TagStep> steps(Policy overall, Map<String, List<Blocker>> blockers) {
        return candidates.stream()
                .filter(policy -> policy.compareTo(overall) > 0)
                .sorted()
                .map(policy -> step(policy, blockers.getOrDefault(policy.tag(), List.of())))
                .toList();
    }

    private static TagStep step(Policy policy, List<Blocker> blockers) {
        return new TagStep(policy.tag(), blockers, SingleChange.of(blockers));
    }
}
