package org.nrnwheel.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Describes a file by the words of binutils' readelf, line by line, so that both can be compared. */
final class Described {
    private static final Map<Integer, String> BINDINGS = Map.of(0, "LOCAL", 1, "GLOBAL", 2, "WEAK", 10, "OS10");
    private static final Map<Integer, String> TYPES =
            Map.of(0, "NOTYPE", 1, "OBJECT", 2, "FUNC", 3, "SECTION", 4, "FILE", 5, "COMMON", 6, "TLS", 10, "OS10");

    private Described() {}

    /** The lines for a file that readelf was given. */
    static List<String> of(ElfFile file) {
        List<String> lines = new ArrayList<>();
        file.dynamic().ifPresent(dynamic -> {
            dynamic.needed().forEach(name -> lines.add("NEEDED " + name));
            dynamic.soname().ifPresent(name -> lines.add("SONAME " + name));
            dynamic.rpath().ifPresent(path -> lines.add("RPATH " + path));
            dynamic.runpath().ifPresent(path -> lines.add("RUNPATH " + path));
        });
        file.versionNeeds().forEach(need -> {
            lines.add("FILE " + need.library() + " " + need.versions().size());
            need.versions().forEach(version -> lines.add("VERSION " + version.name() + " " + version.index()));
        });
        file.symbols().map(Described::symbol).forEach(lines::add);
        file.interpreter().ifPresent(path -> lines.add("INTERPRETER " + path));
        return lines;
    }

    private static String symbol(DynamicSymbol symbol) {
        return String.format(
                Locale.ROOT,
                "SYMBOL %x %d %s %s %s %s",
                symbol.value(),
                symbol.size(),
                TYPES.getOrDefault(symbol.type(), "?" + symbol.type()),
                BINDINGS.getOrDefault(symbol.binding(), "?" + symbol.binding()),
                symbol.isUndefined() ? "UND" : "DEF",
                symbol.name() + version(symbol));
    }

    /** The symbol that stands for a version has that version itself; readelf does not print it. */
    private static String version(DynamicSymbol symbol) {
        boolean plain = symbol.hidden() || symbol.library().isPresent();
        Optional<String> version = symbol.version().filter(name -> !name.equals(symbol.name()));
        return version.map(name -> (plain ? "@" : "@@") + name).orElse("");
    }
}
