package org.nrnwheel.audit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nrnwheel.tag.Architecture;

/** Looks at single ELF files. */
final class ElfChecks {
    private ElfChecks() {}

    /** A file that cannot be read. */
    static final class DamagedElf implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            subject.natives().stream()
                    .filter(ElfFacts::isDamaged)
                    .forEach(file -> findings.error(
                            "damaged-elf",
                            file.path(),
                            "it begins as an ELF file but is damaged: " + file.problem(),
                            "Build the file again."));
        }
    }

    /** Programs that nobody may run. */
    static final class LostExecuteBit implements Check {
        private static final int EXECUTE = 0111;

        @Override
        public void check(Subject subject, Findings findings) {
            Set<String> programs = subject.loadable().stream()
                    .filter(file -> file.file().kind() == FileKind.PROGRAM)
                    .map(ElfFacts::path)
                    .collect(Collectors.toSet());
            for (EntryFacts entry : subject.entries()) {
                boolean isProgram = programs.contains(entry.name()) || isCommand(entry);
                if (isProgram
                        && (entry.entry().unixMode() & EXECUTE) == 0
                        && !subject.paths().isScript(entry.name())) {
                    findings.error(
                            "lost-execute-bit",
                            entry.name(),
                            "it is a program, but its mode in the archive is "
                                    + String.format(
                                            Locale.ROOT, "%04o", entry.entry().unixMode() & 07777),
                            "Give it mode 0755 before the wheel is packed; nrnwheel repair does.");
                }
            }
        }

        /** A script that stands where programs do. */
        private static boolean isCommand(EntryFacts entry) {
            return entry.isScript()
                    && entry.name().contains("/bin/")
                    && !entry.name().endsWith(".py");
        }
    }

    /** glibc 2.41 refuses to load libraries that want an executable stack. */
    static final class ExecutableStack implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            for (ElfFacts file : subject.loadable()) {
                if (file.executableStack()) {
                    boolean isProgram = file.file().kind() == FileKind.PROGRAM;
                    findings.add(new Finding(
                            "executable-stack",
                            isProgram ? Severity.WARNING : Severity.ERROR,
                            Optional.of(file.path()),
                            "it asks for an executable stack"
                                    + (isProgram ? "" : "; glibc 2.41 and later refuse to load it"),
                            "Link with -z noexecstack, and mark assembler sources with .note.GNU-stack."));
                }
            }
        }
    }

    /** Code that the loader has to write to. */
    static final class TextRelocations implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            subject.loadable().stream()
                    .filter(ElfFacts::textRelocations)
                    .forEach(file -> findings.warning(
                            "text-relocations",
                            file.path(),
                            "the loader has to write to its code; hardened systems refuse that",
                            "Compile every object of it with -fPIC."));
        }
    }

    /** Memory that is both writable and executable. */
    static final class WritableCode implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            subject.loadable().stream()
                    .filter(ElfFacts::writableCode)
                    .forEach(file -> findings.warning(
                            "writable-code",
                            file.path(),
                            "a segment of it is both writable and executable",
                            "Link without -N and without writable text sections."));
        }
    }

    /** What editing tools broke. */
    static final class Segments implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            for (ElfFacts file : subject.loadable()) {
                file.segmentProblems()
                        .forEach(problem -> findings.add(new Finding(
                                problem.id(),
                                problem.id().equals("damaged-notes") ? Severity.ADVICE : Severity.ERROR,
                                Optional.of(file.path()),
                                problem.text(),
                                "Build the file again, or repair it with a newer tool.")));
            }
        }
    }

    /** Files for other machines than the wheel's. */
    static final class WrongArchitecture implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            Set<Architecture> promised = promised(subject);
            for (ElfFacts file : subject.loadable()) {
                boolean fits =
                        file.file().architecture().filter(promised::contains).isPresent();
                if (!promised.isEmpty() && !fits) {
                    findings.warning(
                            "wrong-architecture",
                            file.path(),
                            "it is for "
                                    + file.file()
                                            .architecture()
                                            .map(Architecture::token)
                                            .orElse("another machine")
                                    + ", the wheel for "
                                    + promised.stream()
                                            .map(Architecture::token)
                                            .sorted()
                                            .collect(Collectors.joining(", ")),
                            "Leave it out, or build it for the wheel's architecture.");
                }
            }
        }

        private static Set<Architecture> promised(Subject subject) {
            return subject.name().platforms().stream()
                    .flatMap(tag -> PlatformTags.architecture(tag).stream())
                    .collect(Collectors.toSet());
        }
    }

    /** Symbol tables and debugging sections that only cost room. */
    static final class Unstripped implements Check {
        private static final long WORTH = 4096;

        @Override
        public void check(Subject subject, Findings findings) {
            for (ElfFacts file : subject.loadable()) {
                if (file.strippable() > WORTH) {
                    findings.advice(
                            "unstripped",
                            file.path(),
                            "its symbol table and debugging sections take " + file.strippable() + " of "
                                    + file.file().size() + " bytes",
                            "Strip it; nrnwheel repair --strip keeps what dynamic linking needs.");
                }
            }
        }
    }

    /** What was left over from the build. */
    static final class StrayBuildFile implements Check {
        private static final List<String> SUFFIXES = List.of(".a", ".o", ".la", ".obj");

        @Override
        public void check(Subject subject, Findings findings) {
            for (EntryFacts entry : subject.entries()) {
                if (SUFFIXES.stream().anyMatch(entry.name()::endsWith)) {
                    findings.advice(
                            "stray-build-file",
                            entry.name(),
                            "it is left over from the build and takes "
                                    + entry.entry().size() + " bytes",
                            "Leave it out, unless users link against it.");
                }
            }
        }
    }

    /** Paths of the build machine in files that people or programs read. */
    static final class EmbeddedBuildPath implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            for (EntryFacts entry : subject.entries()) {
                if (!entry.buildPaths().isEmpty()) {
                    findings.warning(
                            "embedded-build-path",
                            entry.name(),
                            text(entry.buildPaths()),
                            "Write paths relative to the file, or look them up when it is used.");
                }
                entry.elf().ifPresent(file -> check(file, findings));
            }
        }

        /** What stands in the search path has a finding of its own. */
        private static void check(ElfFacts file, Findings findings) {
            List<String> found = file.buildPaths().stream()
                    .filter(path -> !file.file().rpath().contains(path)
                            && !file.file().runpath().contains(path))
                    .toList();
            if (!found.isEmpty()) {
                findings.advice(
                        "embedded-build-path", file.path(), text(found), "Compile with -ffile-prefix-map=DIRECTORY=.");
            }
        }

        private static String text(List<String> paths) {
            return "it holds paths of the machine that built it: " + String.join(", ", paths);
        }
    }
}
