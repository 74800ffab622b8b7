package org.nrnwheel.repair;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which Debian packages of a system own its libraries, by dpkg's own files. They are looked through when a library is asked
 * for. Immutable.
 */
final class DebianPackages {
    private static final String INFO = "/var/lib/dpkg/info";
    private static final String LIST = ".list";

    private final SystemFiles files;
    private final String status;
    private final String distribution;
    private final List<String> lists;

    private DebianPackages(SystemFiles files, String status, String distribution, List<String> lists) {
        this.files = files;
        this.status = status;
        this.distribution = distribution;
        this.lists = lists;
    }

    /** Reads what dpkg knows; other systems have no such files. */
    static DebianPackages of(SystemFiles files) {
        String status = files.read("/var/lib/dpkg/status").orElse("");
        return new DebianPackages(
                files,
                "\n" + status,
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
        // Debian names packages after the library that is in them (policy 8.1), so that few lists need to be read.
        Predicate<String> likely = list -> list.startsWith(INFO + "/" + stem(path));
        return Stream.concat(lists.stream().filter(likely), lists.stream().filter(likely.negate()))
                .filter(list -> owns(list, path))
                .findFirst()
                .flatMap(list -> packageUrl(list.substring(INFO.length() + 1, list.length() - LIST.length())));
    }

    /** A library's name up to its version, as packages write it. */
    private static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.replaceFirst("\\.so.*", "").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private boolean owns(String list, String path) {
        String lines = "\n" + files.read(list).orElse("");
        return lines.contains("\n" + path + "\n") || lines.contains("\n" + path.replaceFirst("^/usr/", "/") + "\n");
    }

    /** The paragraph of a package, {@code name} or {@code name:architecture}, as a package URL. */
    private Optional<String> packageUrl(String installed) {
        String name = installed.replaceFirst(":.*", "");
        String start = "\nPackage: " + name + "\n";
        for (int at = status.indexOf(start); at >= 0; at = status.indexOf(start, at + 1)) {
            int end = status.indexOf("\n\n", at);
            String paragraph = status.substring(at, end < 0 ? status.length() : end);
            String architecture = field(paragraph, "Architecture");
            if (installed.equals(name) || installed.equals(name + ":" + architecture)) {
                return Optional.of(PackageUrl.of("deb", distribution, name, field(paragraph, "Version"), architecture));
            }
        }
        return Optional.empty();
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
