package org.nrnwheel.audit;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nrnwheel.tag.Tag;
import org.nrnwheel.tag.Version;

/** Looks at what a wheel says of itself. */
final class MetadataChecks {
    private MetadataChecks() {}

    /** Entries that are not what RECORD says. */
    static final class RecordedFiles implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            subject.entries().stream()
                    .filter(entry -> !entry.problem().isEmpty())
                    .forEach(entry -> findings.error(
                            "record-mismatch",
                            entry.name(),
                            entry.problem(),
                            "Pack the wheel again; installers refuse or misinstall it."));
        }
    }

    /** Tags in WHEEL that are not those of the file's name. */
    static final class Tags implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            subject.wheelMetadata().ifPresent(metadata -> {
                Set<Tag> named = new TreeSet<>(subject.name().tags());
                if (!named.equals(metadata.tags())) {
                    findings.warning(
                            "tag-mismatch",
                            subject.distInfo() + "/WHEEL",
                            "its tags, " + list(metadata.tags()) + ", are not those of the name, " + list(named),
                            "Rename the wheel with a tool that writes WHEEL too, such as wheel tags.");
                }
                boolean hasNatives = subject.loadable().stream()
                        .anyMatch(file -> !file.path().contains(".data/platlib/"));
                if (metadata.rootIsPurelib() && hasNatives && !subject.name().isPure()) {
                    findings.warning(
                            "purelib-mismatch",
                            subject.distInfo() + "/WHEEL",
                            "it says Root-Is-Purelib: true, but the wheel has ELF files",
                            "Build it as a platform wheel.");
                }
            });
        }

        private static String list(Set<Tag> tags) {
            return tags.stream().map(Tag::toString).collect(Collectors.joining(", "));
        }
    }

    /** ELF files where only pure Python may be. */
    static final class ElfInPureWheel implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            for (ElfFacts file : subject.loadable()) {
                if (file.path().contains(".data/purelib/")) {
                    findings.error(
                            "elf-in-purelib",
                            file.path(),
                            "it is an ELF file in the directory for pure Python",
                            "Build the wheel as a platform wheel, so that it goes to platlib.");
                } else if (subject.name().isPure()) {
                    findings.error(
                            "elf-in-pure-wheel",
                            file.path(),
                            "the wheel's name promises every platform, but this file runs on one only",
                            "Tag the wheel by platform; in setuptools, set has_ext_modules.");
                }
            }
        }
    }

    /** A version in the sources that is not the wheel's. */
    static final class SourceVersion implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            Version own = subject.name().parsedVersion();
            Set<String> tops = packages(subject);
            for (EntryFacts entry : subject.entries()) {
                boolean isOwn = tops.contains(
                        entry.name().substring(0, Math.max(0, entry.name().indexOf('/'))));
                Optional<Version> said = entry.version().flatMap(Version::find);
                if (isOwn && said.isPresent() && !said.get().equals(own)) {
                    findings.warning(
                            "version-mismatch",
                            entry.name(),
                            "__version__ is " + entry.version().orElse("") + ", the wheel's version "
                                    + subject.name().version(),
                            "Take both from one place.");
                }
            }
        }

        /** Only the package of the distribution's own name: others may be vendored. */
        private static Set<String> packages(Subject subject) {
            String project = subject.name().project().replace('-', '_');
            return subject.entries().stream()
                    .map(entry ->
                            entry.name().substring(0, Math.max(0, entry.name().indexOf('/'))))
                    .filter(top -> top.toLowerCase(Locale.ROOT).equals(project))
                    .collect(Collectors.toSet());
        }
    }

    /** Console scripts whose module is not there. */
    static final class EntryPointModule implements Check {
        private static final List<String> GROUPS = List.of("console_scripts", "gui_scripts");
        private static final List<String> SUFFIXES = List.of(".py", ".pyc", ".so", ".pyd");

        @Override
        public void check(Subject subject, Findings findings) {
            if (Collections.disjoint(subject.entryPoints().keySet(), GROUPS)) {
                return;
            }
            Set<String> modules = modules(subject);
            Set<String> tops =
                    modules.stream().map(module -> module.split("/", 2)[0]).collect(Collectors.toSet());
            for (String group : GROUPS) {
                Map<String, String> scripts = subject.entryPoints().getOrDefault(group, Map.of());
                scripts.forEach((name, object) -> {
                    String module = object.split("[:\\[;\\s]", 2)[0].strip().replace('.', '/');
                    boolean isForeign = !tops.contains(module.split("/", 2)[0])
                            && subject.metadata()
                                    .filter(metadata -> !metadata.requiresDist().isEmpty())
                                    .isPresent();
                    if (!modules.contains(module) && !isForeign) {
                        findings.error(
                                "missing-script-module",
                                subject.distInfo() + "/entry_points.txt",
                                "the command " + name + " calls " + object + ", but the wheel has no such module",
                                "Put the module into the wheel, or drop the command.");
                    }
                });
            }
        }

        /** Modules and packages as paths without suffix. */
        private static Set<String> modules(Subject subject) {
            return subject.entries().stream()
                    .map(entry -> subject.paths().of(entry.name()))
                    .filter(path -> path.startsWith(InstalledPaths.SITE))
                    .map(path -> path.substring(InstalledPaths.SITE.length()))
                    .flatMap(EntryPointModule::names)
                    .collect(Collectors.toSet());
        }

        private static Stream<String> names(String path) {
            Stream<String> packages =
                    Stream.iterate(InstalledPaths.parent(path), p -> !p.isEmpty(), InstalledPaths::parent);
            return SUFFIXES.stream().anyMatch(path::endsWith)
                    ? Stream.concat(packages, Stream.of(module(path)))
                    : packages;
        }

        /** Without what stands after the first dot of its name. */
        private static String module(String path) {
            return path.substring(0, path.indexOf('.', path.lastIndexOf('/') + 1));
        }
    }
}
