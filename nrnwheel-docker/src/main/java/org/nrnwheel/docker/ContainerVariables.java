package org.nrnwheel.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.run.host.PassedOn;

/**
 * What containers get of this host's ways to the network: proxies, package indexes and trusted certificates. Immutable.
 *
 * @param names the variables that are passed on
 * @param certificates the bundle that is copied in
 */
record ContainerVariables(Set<String> names, Optional<Path> certificates) {
    /** All programs of a build that look for certificates find them by one of these. */
    private static final List<String> BUNDLE_NAMES =
            List.of("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO");

    private static final List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/cert.pem"));
    /** Names of files and directories that are not in the container. */
    private static final Pattern LOCAL =
            Pattern.compile(".*_(CACHE_DIR|CONFIG_FILE)|SSL_CERT_DIR|GIT_SSL_CAPATH|PIP_CLIENT_CERT");

    ContainerVariables {
        names = Set.copyOf(names);
    }

    static ContainerVariables of(Environment environment, Optional<Path> given) {
        Optional<Path> bundle = given.isPresent() ? Optional.of(readable(given.get())) : bundle(environment);
        Set<String> names = new TreeSet<>(PassedOn.names(environment));
        names.removeIf(name -> isLocal(name, environment));
        BUNDLE_NAMES.forEach(names::remove);
        if (bundle.isPresent()) {
            names.addAll(BUNDLE_NAMES);
        }
        return new ContainerVariables(names, bundle);
    }

    private static Path readable(Path given) {
        if (!Files.isReadable(given)) {
            throw new PlatformException(
                    "the certificates " + given + " cannot be read", "Give a readable file in PEM.", null);
        }
        return given;
    }

    private static Optional<Path> bundle(Environment environment) {
        Stream<Path> named = BUNDLE_NAMES.stream()
                .flatMap(name -> environment.variable(name).stream())
                .map(Path::of);
        return Stream.concat(named, BUNDLES.stream())
                .filter(path -> Files.isRegularFile(path) && Files.isReadable(path))
                .findFirst();
    }

    private static boolean isLocal(String name, Environment environment) {
        return LOCAL.matcher(name).matches()
                || environment
                        .variable(name)
                        .filter(value -> value.startsWith("/") || value.startsWith("file:"))
                        .isPresent();
    }

    /** The values that differ from this process's. */
    Map<String, String> variables(LocalImage image) {
        Map<String, String> values = new TreeMap<>();
        values.put("PATH", image.path());
        if (certificates.isPresent()) {
            BUNDLE_NAMES.forEach(name -> values.put(name, ContainerPaths.CERTIFICATES));
        }
        return values;
    }
}
