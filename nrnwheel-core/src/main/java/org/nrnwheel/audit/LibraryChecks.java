package org.nrnwheel.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nrnwheel.policy.Policies;
import org.nrnwheel.policy.Policy;

/** Looks at the libraries of a wheel: those that are not found, those that are missing, those that are there twice. */
final class LibraryChecks {
    private LibraryChecks() {}

    /** A library that is in the wheel, but not found by a file that needs it. */
    static final class UnresolvedLibrary implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            for (Verdict verdict : subject.verdicts()) {
                for (ExternalReference reference : verdict.external()) {
                    if (!reference.present().isEmpty()) {
                        reference
                                .files()
                                .forEach(file -> findings.error(
                                        "unresolved-library",
                                        file,
                                        "it needs " + reference.library() + ", which is in the wheel ("
                                                + String.join(", ", reference.present())
                                                + ") but not where it searches",
                                        "Give it a search path with $ORIGIN; nrnwheel repair does."));
                    }
                }
            }
        }
    }

    /** A library that the wheel lacks. */
    static final class ExternalLibrary implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            for (Verdict verdict : subject.verdicts()) {
                for (ExternalReference reference : verdict.external()) {
                    if (reference.present().isEmpty()) {
                        reference
                                .files()
                                .forEach(file -> findings.warning(
                                        "external-library",
                                        file,
                                        "it needs " + reference.library()
                                                + ", which is not in the wheel and which no platform tag allows",
                                        "Repair the wheel with nrnwheel, which puts it in; or exclude it knowingly."));
                    }
                }
            }
        }
    }

    /** The wheel's name promises systems on which it does not run. */
    static final class PlatformTag implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            for (Verdict verdict : subject.verdicts()) {
                Policies policies = Policies.of(verdict.libc(), verdict.architecture());
                Policy fits = policies.find(verdict.overall()).orElse(policies.linux());
                List<String> claimed = subject.name().platforms().stream()
                        .filter(tag -> policies.find(tag)
                                .filter(policy -> policy.compareTo(fits) > 0)
                                .isPresent())
                        .toList();
                if (!claimed.isEmpty()) {
                    findings.add(new Finding(
                            "platform-tag",
                            Severity.ERROR,
                            Optional.empty(),
                            "its name promises " + String.join(", ", claimed) + ", its files only " + verdict.overall()
                                    + reason(verdict, policies, claimed),
                            "nrnwheel audit --explain says what is in the way."));
                }
            }
        }

        private static String reason(Verdict verdict, Policies policies, List<String> claimed) {
            String loosest = claimed.stream()
                    .flatMap(tag -> policies.find(tag).stream())
                    .sorted()
                    .findFirst()
                    .map(Policy::tag)
                    .orElse("");
            return verdict.steps().stream()
                    .filter(step -> step.tag().equals(loosest))
                    .flatMap(step -> step.blockers().stream())
                    .findFirst()
                    .map(blocker -> ": " + blocker)
                    .orElse("");
        }
    }

    /** One library twice: each copy has its own global state, and types of one are not those of the other. */
    static final class DuplicateLibrary implements Check {
        @Override
        public void check(Subject subject, Findings findings) {
            Map<String, List<ElfFacts>> byStem = new TreeMap<>();
            subject.loadable().stream()
                    .filter(file -> file.file().kind() == FileKind.LIBRARY && !isVariant(file.path()))
                    .forEach(file -> byStem.computeIfAbsent(
                                    stem(file) + " " + file.file().architecture(), key -> new ArrayList<>())
                            .add(file));
            byStem.values().forEach(copies -> report(copies, findings));
        }

        private static void report(List<ElfFacts> copies, Findings findings) {
            Set<ElfFacts> alike = new HashSet<>();
            for (int i = 0; i < copies.size(); i++) {
                for (int j = i + 1; j < copies.size(); j++) {
                    if (copies.get(i).exports().overlap(copies.get(j).exports())) {
                        alike.add(copies.get(i));
                        alike.add(copies.get(j));
                    }
                }
            }
            List<String> paths = alike.stream().map(ElfFacts::path).sorted().toList();
            if (!paths.isEmpty()) {
                findings.warning(
                        "duplicate-library",
                        paths.get(0),
                        "it is in the wheel " + paths.size() + " times: " + String.join(", ", paths)
                                + "; each copy has a state of its own",
                        "Keep one, let all files find it by $ORIGIN, and exclude it from the repair.");
            }
        }

        private static String stem(ElfFacts file) {
            return NativeFile.stem(file.file().soname().orElse(file.file().name()));
        }

        private static boolean isVariant(String path) {
            return path.contains("/glibc-hwcaps/") || path.contains("/haswell/");
        }
    }
}
