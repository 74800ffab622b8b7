package org.nrnwheel.repair;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which Debian packages of a system own its libraries, by dpkg's own files. Immutable. */
final class DebianPackages {
    private static final String INFO = "/var/lib/dpkg/info";

    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, String> urls = new HashMap<>();

    private DebianPackages() {}

    /** Reads what dpkg knows; other systems have no such files. */
    static DebianPackages of(SystemFiles files) {
        DebianPackages packages = new DebianPackages();
        String status = files.read("/var/lib/dpkg/status").orElse("");
        if (!status.isEmpty()) {
            packages.readStatus(
                    status, distribution(files.read("/etc/os-release").orElse("")));
            files.list(INFO, "*.list").forEach(list -> packages.readList(files, list));
        }
        return packages;
    }

    private static String distribution(String release) {
        return release.lines()
                .filter(line -> line.startsWith("ID="))
                .map(line -> line.substring(3).replace("\"", ""))
                .findFirst()
                .orElse("debian");
    }

    private void readStatus(String status, String distribution) {
        for (String paragraph : status.split("\n\n", -1)) {
            String name = field(paragraph, "Package");
            String architecture = field(paragraph, "Architecture");
            String url = PackageUrl.of("deb", distribution, name, field(paragraph, "Version"), architecture);
            urls.put(name, url);
            urls.put(name + ":" + architecture, url);
        }
    }

    private static String field(String paragraph, String name) {
        return paragraph
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip())
                .findFirst()
                .orElse("");
    }

    private void readList(SystemFiles files, String list) {
        String name = list.substring(list.lastIndexOf('/') + 1).replaceFirst("\\.list$", "");
        files.read(list)
                .orElse("")
                .lines()
                .filter(line -> line.contains(".so"))
                .forEach(file -> owners.put(file, name));
    }

    /** The package that owns a file, as a package URL; merged directories are known by both of their names. */
    Optional<String> owner(String path) {
        return Optional.ofNullable(owners.get(path))
                .or(() -> Optional.ofNullable(owners.get(path.replaceFirst("^/usr/", "/"))))
                .flatMap(name -> Optional.ofNullable(urls.get(name)));
    }
}
