package org.nrnwheel.repair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which Debian packages of a system own its libraries, by dpkg's own files. They are looked through when a library is first asked
 * for. Safe for use by several threads.
 */
final class DebianPackages {
    private static final String INFO = "/var/lib/dpkg/info";
    private static final String LIST = ".list";

    private final SystemFiles files;
    private final Map<String, List<String>> paragraphs;
    private final String distribution;
    private final List<String> lists;
    private final Map<String, Optional<String>> owners = new ConcurrentHashMap<>();

    private DebianPackages(
            SystemFiles files, Map<String, List<String>> paragraphs, String distribution, List<String> lists) {
        this.files = files;
        this.paragraphs = paragraphs;
        this.distribution = distribution;
        this.lists = lists;
    }

    /** Reads what dpkg knows; other systems have no such files. */
    static DebianPackages of(SystemFiles files) {
        String status = files.read("/var/lib/dpkg/status").orElse("");
        return new DebianPackages(
                files,
                paragraphs(status),
                distribution(files.read("/etc/os-release").orElse("")),
                status.isEmpty() ? List.of() : files.list(INFO, "*" + LIST));
    }

    private static String distribution(String release) {
        return release.lines()
                .filter(line -> line.startsWith("ID="))
                .map(line -> line.substring(3).replace("\"", ""))
                .findFirst()
                .orElse("debian");
    }

    /** The package that owns a file, as a package URL; merged directories are known by both of their names. */
    Optional<String> owner(String path) {
        return owners.computeIfAbsent(path, this::search);
    }

    private Optional<String> search(String path) {
        List<String> lines = List.of(
                "\n" + path + "\n", "\n" + (path.startsWith("/usr/") ? path.substring("/usr".length()) : path) + "\n");
        return likelyFirst(stem(path))
                .filter(list -> owns(list, lines))
                .findFirst()
                .flatMap(list -> packageUrl(list.substring(INFO.length() + 1, list.length() - LIST.length())));
    }

    /** Debian names packages after the library that is in them, or of some libraries after one (policy 8.1): few lists need to be read. */
    private Stream<String> likelyFirst(String stem) {
        Predicate<String> named = list -> list.startsWith(INFO + "/" + stem);
        Predicate<String> library = list -> list.startsWith(INFO + "/lib");
        return Stream.of(named, library.and(named.negate()), library.negate().and(named.negate()))
                .flatMap(likely -> lists.stream().filter(likely));
    }

    /** A library's name up to its version, as packages write it. */
    private static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.replaceFirst("\\.so.*", "").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** The first line of a list is the root, never a file. */
    private boolean owns(String list, List<String> lines) {
        String text = files.read(list).orElse("");
        return lines.stream().anyMatch(text::contains);
    }

    /** The paragraph of a package, {@code name} or {@code name:architecture}, as a package URL. */
    private Optional<String> packageUrl(String installed) {
        String name = installed.replaceFirst(":.*", "");
        for (String paragraph : paragraphs.getOrDefault(name, List.of())) {
            String architecture = field(paragraph, "Architecture");
            if (installed.equals(name) || installed.equals(name + ":" + architecture)) {
                return Optional.of(PackageUrl.of("deb", distribution, name, field(paragraph, "Version"), architecture));
            }
        }
        return Optional.empty();
    }

    /** The paragraphs of dpkg's status by package; one that is installed for two architectures has two. */
    private static Map<String, List<String>> paragraphs(String status) {
        Map<String, List<String>> paragraphs = new HashMap<>();
        int start = 0;
        while (start < status.length()) {
            int blank = status.indexOf("\n\n", start);
            int end = blank < 0 ? status.length() : blank;
            String paragraph = status.substring(start, end);
            paragraphs
                    .computeIfAbsent(field(paragraph, "Package"), name -> new ArrayList<>())
                    .add(paragraph);
            start = end + 2;
        }
        return paragraphs;
    }

    private static String field(String paragraph, String name) {
        return paragraph
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip())
                .findFirst()
                .orElse("");
    }
}
