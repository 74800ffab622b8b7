package org.nrnwheel.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Extensions that promise Python's stable ABI (PEP 384) but use symbols that it has not, or not yet had. */
final class StableAbi implements Check {
    private static final String FILE = "stable-abi.txt";
    private static final Pattern PYTHON = Pattern.compile("cp3([0-9]+)");
    private static final int FIRST = 2;
    private static final int SHOWN = 5;

    @Override
    public void check(Subject subject, Findings findings) {
        if (!subject.name().abis().contains("abi3")) {
            return;
        }
        int minor = minor(subject.name().pythons());
        Map<String, Integer> known = known();
        for (ElfFacts file : subject.loadable()) {
            if (isStable(file)) {
                report(file, minor, known, findings);
            }
        }
    }

    /** The oldest Python that the name promises. */
    private static int minor(List<String> pythons) {
        OptionalInt oldest = pythons.stream()
                .map(PYTHON::matcher)
                .filter(Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .min();
        return oldest.orElse(FIRST);
    }

    private static boolean isStable(ElfFacts file) {
        return file.file().name().contains(".abi3.") || file.file().kind() == FileKind.EXTENSION;
    }

    private static void report(ElfFacts file, int minor, Map<String, Integer> known, Findings findings) {
        Set<String> foreign = new TreeSet<>();
        Set<String> newer = new TreeSet<>();
        for (String symbol : file.undefined()) {
            if (symbol.startsWith("Py") || symbol.startsWith("_Py")) {
                Optional<Integer> added = Optional.ofNullable(known.get(symbol));
                if (added.isEmpty()) {
                    foreign.add(symbol);
                } else if (added.get() > minor) {
                    newer.add(symbol + " (3." + added.get() + ")");
                }
            }
        }
        report(file, foreign, "it promises the stable ABI but uses ", findings);
        report(file, newer, "it promises Python 3." + minor + " but uses newer parts of the stable ABI: ", findings);
    }

    private static void report(ElfFacts file, Set<String> symbols, String message, Findings findings) {
        if (!symbols.isEmpty()) {
            String more = symbols.size() > SHOWN ? " and " + (symbols.size() - SHOWN) + " more" : "";
            findings.error(
                    "unstable-abi",
                    file.path(),
                    message + String.join(", ", symbols.stream().limit(SHOWN).toList()) + more,
                    "Define Py_LIMITED_API for every source, by the oldest Python that the name promises.");
        }
    }

    private static Map<String, Integer> known() {
        try (InputStream in = StableAbi.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in this build of nrnwheel");
            }
            Map<String, Integer> known = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                List<String> words = List.of(line.split(" ", -1));
                words.stream().skip(1).forEach(name -> known.put(name, Integer.parseInt(words.get(0))));
            });
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }
}
