package org.nrnwheel.rootfs;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;

/**
 * What processes see beside the image itself: the root is read-only, and everything that is written goes to the job's
 * directories or is gone with the process. Names and certificates of the network are the host's.
 */
final class Mounts {
    /** Where something is mounted in every root. */
    static final List<String> DIRECTORIES = List.of("/root", "/tmp", "/var/tmp", "/run", "/proc", "/dev", "/sys");

    /** Files of the host that are shown instead of the image's. */
    static final List<String> FILES = List.of("/etc/resolv.conf", "/etc/hosts");

    /** Where distributions keep the certificates of authorities in one file. */
    private static final List<String> CERTIFICATES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem");

    /** Directories that are empty and can be written, with their modes. */
    private static final Map<String, String> EMPTY =
            Map.of("/root", "0700", "/tmp", "1777", "/var/tmp", "1777", "/run", "0755");

    private static final List<String> NEEDED = List.of("/root", "/tmp", "/proc", "/dev");

    private final Path root;
    private final ScopedPaths paths;
    private final Environment environment;

    Mounts(Path root, Environment environment) {
        this.root = root;
        this.paths = new ScopedPaths(root);
        this.environment = environment;
    }

    /** Returns a directory that a root must have and this one lacks. */
    Optional<String> missing() {
        return NEEDED.stream().filter(name -> directory(name).isEmpty()).findFirst();
    }

    /** Writes bubblewrap's arguments. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--ro-bind", root.toString(), "/"));
        EMPTY.forEach((name, mode) ->
                directory(name).ifPresent(path -> arguments.addAll(List.of("--perms", mode, "--tmpfs", path))));
        directory("/proc").ifPresent(path -> arguments.addAll(List.of("--proc", path)));
        directory("/dev").ifPresent(path -> arguments.addAll(List.of("--dev", path)));
        directory("/sys").ifPresent(path -> arguments.addAll(List.of("--ro-bind-try", "/sys", path)));
        for (String name : FILES) {
            file(name).ifPresent(path -> arguments.addAll(List.of("--ro-bind-try", name, path)));
        }
        certificates()
                .ifPresent(bundle ->
                        targets().forEach(target -> arguments.addAll(List.of("--ro-bind", bundle.toString(), target))));
        return List.copyOf(arguments);
    }

    private Optional<String> directory(String name) {
        return paths.find(name)
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .map(paths::inside);
    }

    private Optional<String> file(String name) {
        return paths.find(name)
                .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                .map(paths::inside);
    }

    private Set<String> targets() {
        Set<String> targets = new LinkedHashSet<>();
        CERTIFICATES.forEach(name -> file(name).ifPresent(targets::add));
        return targets;
    }

    private Optional<Path> certificates() {
        return Stream.concat(environment.variable("SSL_CERT_FILE").stream(), CERTIFICATES.stream())
                .map(Path::of)
                .filter(path -> path.isAbsolute() && Files.isRegularFile(path))
                .findFirst();
    }

    /**
     * Files and directories of the host that variables name, as the way to package indexes often does.
     *
     * @param names the variables that are passed on
     * @return host's paths by variable
     */
    Map<String, Path> named(Set<String> names) {
        Map<String, Path> named = new TreeMap<>();
        for (String name : names) {
            environment
                    .variable(name)
                    .filter(value -> value.startsWith("/") && Files.exists(Path.of(value)))
                    .ifPresent(value -> named.put(name, Path.of(value)));
        }
        return named;
    }
}
