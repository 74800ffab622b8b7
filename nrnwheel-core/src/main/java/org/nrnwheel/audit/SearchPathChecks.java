package org.nrnwheel.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at where ELF files search for libraries: build machines' directories, relative and dangling ones. */
final class SearchPathChecks {
    private static final Set<String> SYSTEM = Set.of("/lib", "/lib64", "/usr/lib", "/usr/lib64");

    private SearchPathChecks() {}

    /** Absolute paths: they are those of the machine that built the wheel. */
    static final class LeakedPath implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            for (ElfFacts file : subject.loadable()) {
                List<String> leaked = entries(file)
                        .filter(entry -> entry.startsWith("/") && !SYSTEM.contains(stripped(entry)))
                        .toList();
                if (!leaked.isEmpty()) {
                    findings.error(
                            "leaked-path",
                            file.path(),
                            "its search path holds directories of the machine that built it: "
                                    + String.join(", ", leaked)
                                    + (leaked.stream().anyMatch(LeakedPath::isWritable)
                                            ? "; anybody can put libraries there"
                                            : ""),
                            "Repair the wheel with nrnwheel, or link without -rpath to build directories.");
                }
            }
        }

        private static boolean isWritable(String entry) {
            return entry.startsWith("/tmp/") || entry.startsWith("/var/tmp/") || entry.startsWith("/dev/shm/");
        }
    }

    /** Relative paths: the loader looks them up from the working directory of whoever runs the program. */
    static final class RelativePath implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            for (ElfFacts file : subject.loadable()) {
                List<String> relative = entries(file)
                        .filter(entry -> !entry.startsWith("/") && !entry.startsWith("$"))
                        .map(entry -> entry.isEmpty() ? "''" : entry)
                        .toList();
                if (!relative.isEmpty()) {
                    findings.error(
                            "relative-rpath",
                            file.path(),
                            "its search path holds directories that are searched from the working directory: "
                                    + String.join(", ", relative),
                            "Repair the wheel with nrnwheel, or write $ORIGIN before the path.");
                }
            }
        }
    }

    /** Paths into the wheel where nothing is. */
    static final class DanglingPath implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            Set<String> directories = subject.entries().stream()
                    .flatMap(entry -> ancestors(subject.paths().of(entry.name())))
                    .collect(Collectors.toSet());
            for (ElfFacts file : subject.loadable()) {
                List<String> dangling = entries(file)
                        .filter(entry -> dangles(entry, subject.paths().of(file.path()), directories))
                        .toList();
                if (!dangling.isEmpty()) {
                    findings.warning(
                            "dangling-rpath",
                            file.path(),
                            "its search path holds directories that are not in the wheel: "
                                    + String.join(", ", dangling),
                            "Repair the wheel with nrnwheel, which takes them out.");
                }
            }
        }

        /** Directories of packages that are not in this wheel may come from others. */
        private static boolean dangles(String entry, String file, Set<String> directories) {
            Optional<String> directory = InstalledPaths.directory(entry, file);
            return directory.isPresent()
                    && !directories.contains(directory.get())
                    && directory.get().startsWith(InstalledPaths.SITE)
                    && directories.contains(topPackage(directory.get()));
        }

        private static String topPackage(String directory) {
            int slash = directory.indexOf('/', InstalledPaths.SITE.length());
            return slash < 0 ? directory : directory.substring(0, slash);
        }

        private static Stream<String> ancestors(String file) {
            return Stream.iterate(InstalledPaths.parent(file), path -> !path.isEmpty(), InstalledPaths::parent);
        }
    }

    private static Stream<String> entries(ElfFacts file) {
        return Stream.concat(file.file().rpath().stream(), file.file().runpath().stream())
                .distinct();
    }

    private static String stripped(String entry) {
        return entry.length() > 1 && entry.endsWith("/") ? entry.substring(0, entry.length() - 1) : entry;
    }
}
