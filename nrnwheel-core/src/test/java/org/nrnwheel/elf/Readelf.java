package org.nrnwheel.elf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What binutils' readelf says of files, in the form of {@link Described}. */
final class Readelf {
    private static final Pattern DYNAMIC = Pattern.compile("\\((NEEDED|SONAME|RPATH|RUNPATH)\\).*?\\[(.*)\\]");
    private static final Pattern NEED = Pattern.compile("Version: \\d+  File: (.*)  Cnt: (\\d+)");
    private static final Pattern VERSION = Pattern.compile("Name: (.*)  Flags: .*  Version: (\\d+)");
    private static final Pattern SYMBOL = Pattern.compile(
            "\\s*(\\d+): ([0-9a-f]+)\\s+(\\w+)\\s+(\\w+)\\s+(\\w+)\\s+\\w+\\s+(?:\\[.*?\\]\\s+)?(\\w+) ?(.*)");
    private static final Pattern INTERPRETER = Pattern.compile("Requesting program interpreter: (.*)\\]");

    private Readelf() {}

    /** Asks about many files at once: starting a process for each takes longer than reading them. */
    static Map<Path, List<String>> of(List<Path> files) {
        List<String> argv = new ArrayList<>(List.of("readelf", "-W", "-d", "-V", "-l", "--dyn-syms"));
        files.forEach(file -> argv.add(file.toString()));
        Map<Path, List<String>> answers = new HashMap<>();
        List<String> current = answers.computeIfAbsent(files.get(0), file -> new ArrayList<>());
        for (String line : Programs.attempt(Path.of("/"), argv).lines()) {
            if (line.startsWith("File: ")) {
                current = answers.computeIfAbsent(Path.of(line.substring(6)), file -> new ArrayList<>());
            } else {
                read(line).ifPresent(current::add);
            }
        }
        answers.replaceAll((file, lines) -> ordered(lines));
        return answers;
    }

    /** The order of {@link Described}: readelf follows the order of the sections. */
    private static List<String> ordered(List<String> lines) {
        List<String> ordered = new ArrayList<>();
        for (String kinds : List.of("NEEDED", "SONAME", "RPATH", "RUNPATH", "FILE|VERSION", "SYMBOL", "INTERPRETER")) {
            lines.stream()
                    .filter(line -> line.substring(0, line.indexOf(' ')).matches(kinds))
                    .forEach(ordered::add);
        }
        return ordered;
    }

    private static Optional<String> read(String line) {
        Matcher dynamic = DYNAMIC.matcher(line);
        if (dynamic.find()) {
            return Optional.of(dynamic.group(1) + " " + dynamic.group(2));
        }
        Matcher need = NEED.matcher(line);
        if (need.find()) {
            return Optional.of("FILE " + need.group(1) + " " + need.group(2));
        }
        Matcher version = VERSION.matcher(line);
        if (version.find()) {
            return Optional.of("VERSION " + version.group(1) + " " + version.group(2));
        }
        Matcher interpreter = INTERPRETER.matcher(line);
        if (interpreter.find()) {
            return Optional.of("INTERPRETER " + interpreter.group(1));
        }
        Matcher symbol = SYMBOL.matcher(named(line));
        return symbol.matches() && !symbol.group(1).equals("0") ? Optional.of(symbol(symbol)) : Optional.empty();
    }

    /** What only some systems define has a name or a number, by the file's ABI: it gets the number here. */
    private static String named(String line) {
        return line.replaceAll("<OS specific>: (\\d+)", "OS$1")
                .replaceAll("^(.{0,40}) (?:UNIQUE|IFUNC) ", "$1 OS10 ")
                .replaceAll(" UNIQUE (?=DEFAULT|HIDDEN|PROTECTED)", " OS10 ");
    }

    private static String symbol(Matcher line) {
        return String.format(
                Locale.ROOT,
                "SYMBOL %x %d %s %s %s %s",
                Long.parseUnsignedLong(line.group(2), 16),
                Long.decode(line.group(3)),
                line.group(4),
                line.group(5),
                line.group(6).equals("UND") ? "UND" : "DEF",
                line.group(7).replaceFirst(" \\(\\d+\\)$", "").strip());
    }
}
