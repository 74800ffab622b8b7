package org.nrnwheel.repair;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.InstalledPaths;
import org.nrnwheel.audit.NativeFile;
import org.nrnwheel.wheel.WheelEntry;
import org.nrnwheel.wheel.WheelFile;

/** Where a wheel's files are once it is installed, and which libraries it holds. */
final class WheelLibraries {
    private final InstalledPaths paths;
    private final Set<String> files = new HashSet<>();
    private final Set<String> directories = new HashSet<>();
    /** Directories that the wheel has or had. */
    private final Set<String> known = new HashSet<>();

    private final Map<String, List<String>> byName = new HashMap<>();
    /** Names of all its libraries, of those that are left out too. */
    private final Set<String> names = new HashSet<>();

    /** Reads what is in a wheel once some of its entries are left out. */
    WheelLibraries(WheelFile wheel, AuditReport report, Set<String> leftOut) {
        this.paths = new InstalledPaths(wheel.distInfo());
        for (WheelEntry entry : wheel.entries()) {
            String path = paths.of(entry.name());
            List<String> parents = parents(path);
            known.addAll(parents);
            if (!leftOut.contains(entry.name())) {
                files.add(path);
                directories.addAll(parents);
            }
        }
        report.files().forEach(file -> names.addAll(names(file)));
        report.files().stream().filter(file -> !leftOut.contains(file.path())).forEach(this::name);
    }

    private static List<String> parents(String path) {
        List<String> parents = new ArrayList<>();
        for (String above = InstalledPaths.parent(path); !above.isEmpty(); above = InstalledPaths.parent(above)) {
            parents.add(above);
        }
        return parents;
    }

    private void name(NativeFile file) {
        names(file)
                .forEach(name ->
                        byName.computeIfAbsent(name, key -> new ArrayList<>()).add(installed(file.path())));
    }

    private static Set<String> names(NativeFile file) {
        Set<String> names = new HashSet<>(Set.of(file.name()));
        file.soname().ifPresent(names::add);
        return names;
    }

    String installed(String entry) {
        return paths.of(entry);
    }

    boolean isScript(String entry) {
        return paths.isScript(entry);
    }

    boolean holds(String soname) {
        return names.contains(soname);
    }

    /** Says whether a path of a search path may stay: it is in the wheel, or may be in another package. */
    boolean mayStay(String entry, String file) {
        if (!entry.startsWith("$")) {
            return false;
        }
        Optional<String> directory = InstalledPaths.directory(entry, installed(file));
        return directory.isEmpty() || directories.contains(directory.get()) || !isOfThisWheel(directory.get());
    }

    private boolean isOfThisWheel(String directory) {
        int slash = directory.indexOf('/', InstalledPaths.SITE.length());
        return directory.startsWith(InstalledPaths.SITE)
                && known.contains(slash < 0 ? directory : directory.substring(0, slash));
    }

    /** Paths that a file must have besides to find libraries that are in the wheel. */
    Collection<String> lacking(NativeFile file, Collection<String> sonames, List<String> searchPath) {
        Map<String, String> lacking = new TreeMap<>();
        String home = installed(file.path());
        for (String soname : sonames) {
            List<String> found = byName.getOrDefault(soname, List.of());
            if (!found.isEmpty() && searchPath.stream().noneMatch(entry -> finds(entry, home, soname))) {
                String nearest = found.stream()
                        .filter(path -> path.endsWith("/" + soname))
                        .findFirst()
                        .orElse(found.get(0));
                lacking.put(LibraryNames.origin(InstalledPaths.parent(home), InstalledPaths.parent(nearest)), soname);
            }
        }
        return lacking.keySet();
    }

    private boolean finds(String entry, String home, String soname) {
        return InstalledPaths.directory(entry, home)
                .filter(directory -> files.contains(directory + "/" + soname))
                .isPresent();
    }
}
