package org.nrnwheel.repair;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nrnwheel.audit.AuditOptions;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.FileKind;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.InstalledPaths;
import org.nrnwheel.audit.NativeFile;
import org.nrnwheel.audit.Verdict;
import org.nrnwheel.audit.WheelAudit;
import org.nrnwheel.policy.Policies;
import org.nrnwheel.policy.Policy;
import org.nrnwheel.wheel.WheelFile;

/** Plans the repair of a wheel. */
final class GraftPlanner {
    private static final int PROGRAM = 0755;

    private final WheelFile wheel;
    private final AuditReport report;
    private final Duplicates duplicates;
    private final WheelLibraries libraries;
    private final LibrarySource source;
    private final RepairOptions options;

    GraftPlanner(WheelFile wheel, LibrarySource source, RepairOptions options) {
        this.wheel = wheel;
        this.report = WheelAudit.of(wheel.path(), AuditOptions.STANDARD.withExcludes(options.excludes()));
        this.source = source;
        this.options = options;
        this.duplicates = options.dedupe() ? Duplicates.of(wheel, report) : Duplicates.NONE;
        this.libraries = new WheelLibraries(wheel, report, duplicates.paths().keySet());
    }

    /**
     * A plan with what it found.
     *
     * @param plan the plan
     * @param libraries the libraries as they were found, by their entry in the wheel
     */
    record Planned(GraftPlan plan, Map<String, FoundLibrary> libraries) {}

    Planned plan() {
        report.refusal().ifPresent(this::refuse);
        Optional<Verdict> verdict = report.verdict();
        return verdict.isPresent() ? plan(verdict.get()) : new Planned(unchanged(), Map.of());
    }

    private GraftPlan unchanged() {
        return new GraftPlan(
                report.wheel(),
                report.sha256(),
                report.wheel(),
                wheel.name().platforms(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of());
    }

    private Planned plan(Verdict verdict) {
        Policies policies = Policies.of(verdict.libc(), verdict.architecture());
        List<NativeFile> files = report.files().stream()
                .filter(file -> file.kind() != FileKind.OBJECT && file.kind() != FileKind.DEBUG)
                .filter(file -> file.architecture().equals(Optional.of(verdict.architecture())))
                .filter(file -> file.libc().orElse(verdict.libc()) == verdict.libc())
                .filter(file -> !duplicates.contains(file))
                .toList();
        Closure closure = new Closure(files, verdict.architecture(), libraries, source, options.excludes());
        TagChoice.Choice choice = new TagChoice(report.wheel(), verdict, policies, closure, options).choose();
        Map<String, Located> located = choice.libraries().located();
        List<Graft> grafts =
                located.values().stream().map(each -> graft(each, located)).toList();
        GraftPlan plan = new GraftPlan(
                report.wheel(),
                report.sha256(),
                wheel.name().withPlatforms(choice.tags()).fileName(),
                choice.tags(),
                grafts,
                edits(files, choice.policy(), closure, located),
                duplicates.paths(),
                modes(),
                closure.excluded(),
                options.components());
        Map<String, FoundLibrary> found = new TreeMap<>();
        located.values().forEach(each -> found.put(path(each), each.library()));
        return new Planned(plan, found);
    }

    private void refuse(String why) {
        throw new RepairFailedException(report.wheel() + " cannot be repaired: " + why, "Build the wheel again.", null);
    }

    private String directory() {
        return wheel.name().distribution() + ".libs";
    }

    private String path(Located library) {
        return directory() + "/" + library.fileName();
    }

    private Graft graft(Located library, Map<String, Located> located) {
        Map<String, String> replaced = replaced(library.needed(), located);
        Set<String> removed =
                library.needed().stream().filter(LibraryNames::isPython).collect(Collectors.toCollection(TreeSet::new));
        Optional<String> rpath =
                replaced.isEmpty() ? Optional.of("").filter(text -> library.hasRpath()) : Optional.of("$ORIGIN");
        NativeEdit edit = new NativeEdit(
                Optional.of(library.fileName()),
                replaced,
                removed,
                rpath,
                Optional.of("").filter(text -> library.hasRunpath()),
                options.strip());
        return new Graft(
                library.soname(),
                library.library().path(),
                library.library().sha256(),
                library.library().packageUrl(),
                path(library),
                edit);
    }

    private static Map<String, String> replaced(Collection<String> needed, Map<String, Located> located) {
        Map<String, String> replaced = new TreeMap<>();
        for (String soname : needed) {
            Located library = located.get(soname);
            if (library != null) {
                replaced.put(soname, library.fileName());
            }
        }
        return replaced;
    }

    private Map<String, NativeEdit> edits(
            List<NativeFile> files, Policy policy, Closure closure, Map<String, Located> located) {
        Map<String, NativeEdit> edits = new TreeMap<>();
        for (NativeFile file : files) {
            Map<String, String> replaced = replaced(closure.wanted(policy, file), located);
            NativeEdit edit = (replaced.isEmpty() ? cleaned(file) : grafted(file, replaced)).withStrip(options.strip());
            if (!edit.isEmpty()) {
                edits.put(file.path(), edit);
            }
        }
        return edits;
    }

    private static List<String> needed(NativeFile file, Map<String, String> renamed) {
        return file.needed().stream()
                .map(soname -> renamed.getOrDefault(soname, soname))
                .toList();
    }

    private static Map<String, String> all(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }

    private static Set<String> python(NativeFile file) {
        return file.needed().stream().filter(LibraryNames::isPython).collect(Collectors.toCollection(TreeSet::new));
    }

    /** As auditwheel does, a file that gets libraries has them in {@code DT_RPATH}: LD_LIBRARY_PATH must not win. */
    private NativeEdit grafted(NativeFile file, Map<String, String> replaced) {
        if (libraries.isScript(file.path())) {
            throw new RepairFailedException(
                    report.wheel() + " cannot be repaired: " + file.path() + " needs " + replaced.keySet()
                            + ", and programs in the scripts directory find no libraries of the wheel",
                    "Install the program inside the package and give it an entry point.",
                    null);
        }
        Map<String, String> renamed = duplicates.names(file.needed());
        Set<String> paths = new LinkedHashSet<>(kept(file, file.searchPath()));
        if (!duplicates.isEmpty()) {
            paths.addAll(libraries.lacking(file, needed(file, renamed), List.copyOf(paths)));
        }
        paths.add(LibraryNames.origin(
                InstalledPaths.parent(libraries.installed(file.path())), InstalledPaths.SITE + directory()));
        return new NativeEdit(
                Optional.empty(),
                all(replaced, renamed),
                python(file),
                Optional.of(String.join(":", paths)),
                Optional.of("").filter(text -> !file.runpath().isEmpty()));
    }

    /** Paths that lead out of the wheel are removed; what was only found by them, or not at all, is found in the wheel. */
    private NativeEdit cleaned(NativeFile file) {
        List<String> rpath = kept(file, file.rpath());
        List<String> runpath = kept(file, file.runpath());
        Map<String, String> renamed = duplicates.names(file.needed());
        boolean changes = !duplicates.isEmpty() || !rpath.equals(file.rpath()) || !runpath.equals(file.runpath());
        Set<String> sonames = new TreeSet<>(changes ? needed(file, renamed) : file.unresolved());
        List<String> main = new ArrayList<>(file.runpath().isEmpty() ? rpath : runpath);
        main.addAll(libraries.lacking(file, sonames, main));
        boolean isRunpath = !file.runpath().isEmpty();
        return new NativeEdit(
                Optional.empty(),
                renamed,
                python(file),
                path(file.rpath(), isRunpath ? rpath : main),
                path(file.runpath(), isRunpath ? main : runpath));
    }

    private List<String> kept(NativeFile file, List<String> searchPath) {
        return searchPath.stream()
                .filter(entry -> libraries.mayStay(entry, file.path()))
                .toList();
    }

    private static Optional<String> path(List<String> before, List<String> after) {
        return before.equals(after) ? Optional.empty() : Optional.of(String.join(":", after));
    }

    private Map<String, Integer> modes() {
        Map<String, Integer> modes = new TreeMap<>();
        report.findings("lost-execute-bit").stream()
                .map(Finding::file)
                .flatMap(Optional::stream)
                .forEach(file -> modes.put(file, PROGRAM));
        return modes;
    }
}
