package org.nrnwheel.audit;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.CoreMetadata;

/**
 * Modules that a wheel's sources import and that METADATA does not require. Only imports that always run count, and only
 * modules that are known to come from a distribution: others may be made when the program runs.
 */
final class UndeclaredImport implements Check {
    private static final Pattern REQUIREMENT = Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9._-]*).*", Pattern.DOTALL);

    @Override
    public void check(Subject subject, Findings findings) {
        if (subject.metadata().isEmpty()) {
            return;
        }
        Set<String> declared = declared(subject.metadata().get());
        if (subject.name().pythons().stream().allMatch(UndeclaredImport::hasDistutils)) {
            declared.add("distutils");
        }
        Set<String> own = own(subject);
        Map<String, Set<String>> byModule = new TreeMap<>();
        for (EntryFacts entry : subject.entries()) {
            entry.imports().stream()
                    .filter(PythonModules.DISTRIBUTIONS::containsKey)
                    .filter(module -> !own.contains(module) && !isDeclared(module, declared))
                    .filter(module -> !isSibling(subject, entry, module))
                    .forEach(module -> byModule.computeIfAbsent(module, key -> new TreeSet<>())
                            .add(entry.name()));
        }
        byModule.forEach((module, files) -> findings.warning(
                "undeclared-import",
                files.iterator().next(),
                "it imports " + module + ", which the wheel neither has nor requires"
                        + (files.size() > 1 ? " (so do " + (files.size() - 1) + " more files)" : ""),
                "Require "
                        + PythonModules.DISTRIBUTIONS.getOrDefault(module, module)
                        + " in the project's metadata, or import it where it is needed only."));
    }

    /** Python had distutils until 3.11. */
    private static boolean hasDistutils(String python) {
        return python.matches("cp(?:2[0-9]|3[0-9]|310|311)");
    }

    private static Set<String> declared(CoreMetadata metadata) {
        Set<String> declared = metadata.requiresDist().stream()
                .map(REQUIREMENT::matcher)
                .filter(Matcher::matches)
                .map(matcher -> WheelName.normalize(matcher.group(1)))
                .collect(Collectors.toSet());
        declared.add(metadata.project());
        return declared;
    }

    private static boolean isDeclared(String module, Set<String> declared) {
        String name = WheelName.normalize(module);
        String distribution = PythonModules.DISTRIBUTIONS.getOrDefault(module, module);
        return declared.contains(name)
                || declared.contains(WheelName.normalize(distribution))
                || declared.stream()
                        .anyMatch(
                                d -> d.endsWith("-" + name) || d.equals("python-" + name) || d.startsWith(name + "-"));
    }

    /** Top-level names that the wheel brings, wherever it puts them. */
    private static Set<String> own(Subject subject) {
        return subject.entries().stream()
                .map(entry -> subject.paths().of(entry.name()))
                .flatMap(path -> Stream.of(
                        path.startsWith(InstalledPaths.SITE)
                                ? top(path.substring(InstalledPaths.SITE.length()))
                                : top(path.substring(path.lastIndexOf('/') + 1))))
                .collect(Collectors.toSet());
    }

    private static String top(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '.') {
            end++;
        }
        return path.substring(0, end);
    }

    /** Old sources import their neighbours without a dot, and scripts those of their directory. */
    private static boolean isSibling(Subject subject, EntryFacts entry, String module) {
        String directory = InstalledPaths.parent(entry.name());
        String prefix = directory.isEmpty() ? module : directory + "/" + module;
        return subject.entries().stream()
                .anyMatch(other ->
                        other.name().startsWith(prefix + ".") || other.name().startsWith(prefix + "/"));
    }

    /** What is known of modules. */
    private static final class PythonModules {
        static final Map<String, String> DISTRIBUTIONS = distributions();

        private PythonModules() {}

        private static Map<String, String> distributions() {
            Map<String, String> map = new HashMap<>();
            Stream.of(KnownModules.DISTRIBUTIONS.split("\\s+")).forEach(pair -> {
                String[] parts = pair.split("=", 2);
                map.put(parts[0], parts[1].toLowerCase(Locale.ROOT));
            });
            Stream.of(KnownModules.KNOWN.split("\\s+")).forEach(name -> map.putIfAbsent(name, name));
            return Map.copyOf(map);
        }
    }
}
