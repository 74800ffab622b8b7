package org.nrnwheel.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What suites need to know of a wheel (binary distribution format and entry points specification).
 *
 * @param distribution the distribution's name as the file name has it
 * @param version its version
 * @param modules top-level modules and packages that can be imported, sorted
 * @param programs console scripts, sorted
 * @param files all files, sorted
 * @param requires what it requires without any extra, as METADATA has it
 */
record WheelContents(
        String distribution,
        String version,
        List<String> modules,
        List<String> programs,
        List<String> files,
        List<String> requires) {
    private static final Pattern NAME = Pattern.compile("([^-]+)-([^-]+)(-[^-]+)?-[^-]+-[^-]+-[^-]+\\.whl");
    private static final Pattern DATA = Pattern.compile("^[^/]+\\.data/(?:purelib|platlib)/");
    private static final Pattern MODULE = Pattern.compile("([A-Za-z_]\\w*)(?:/\\w+)*(?:\\.py|(?:\\.[\\w-]+)?\\.so)");
    private static final Pattern SCRIPT = Pattern.compile("([\\w.-]+)\\s*=.*");
    private static final int MAX_TEXT = 1 << 20;

    WheelContents {
        modules = List.copyOf(modules);
        programs = List.copyOf(programs);
        files = List.copyOf(files);
        requires = List.copyOf(requires);
    }

    /** Reads a wheel; an {@link IOException} says that it is none. */
    static WheelContents read(Path file, String fileName) throws IOException {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches()) {
            throw new IOException("not a wheel's file name (PEP 427): " + fileName);
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new WheelContents(
                    name.group(1), name.group(2), modules(zip), programs(zip), files(zip), requires(zip));
        }
    }

    private static List<String> requires(ZipFile zip) throws IOException {
        Optional<? extends ZipEntry> entry = zip.stream()
                .filter(e -> e.getName().matches("[^/]+\\.dist-info/METADATA"))
                .findFirst();
        return entry.isEmpty()
                ? List.of()
                : text(zip, entry.get())
                        .lines()
                        .takeWhile(line -> !line.isBlank())
                        .filter(line -> line.startsWith("Requires-Dist:"))
                        .map(line -> line.substring("Requires-Dist:".length()).strip())
                        .filter(requirement -> !requirement.matches(".*;.*\\bextra\\b.*"))
                        .toList();
    }

    private static List<String> files(ZipFile zip) {
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .sorted()
                .toList();
    }

    private static List<String> modules(ZipFile zip) {
        TreeSet<String> found = new TreeSet<>();
        zip.stream().map(ZipEntry::getName).forEach(path -> {
            Matcher module = MODULE.matcher(DATA.matcher(path).replaceFirst(""));
            if (module.matches()) {
                found.add(module.group(1));
            }
        });
        return List.copyOf(found);
    }

    private static List<String> programs(ZipFile zip) throws IOException {
        Optional<? extends ZipEntry> entry = zip.stream()
                .filter(e -> e.getName().matches("[^/]+\\.dist-info/entry_points\\.txt"))
                .findFirst();
        return entry.isEmpty() ? List.of() : consoleScripts(text(zip, entry.get()));
    }

    private static List<String> consoleScripts(String entryPoints) {
        TreeSet<String> found = new TreeSet<>();
        Stream<String> section = entryPoints
                .lines()
                .map(String::strip)
                .dropWhile(line -> !line.equals("[console_scripts]"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("["));
        section.map(SCRIPT::matcher).filter(Matcher::matches).forEach(script -> found.add(script.group(1)));
        return List.copyOf(found);
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(MAX_TEXT), StandardCharsets.UTF_8);
        }
    }
}
