package org.nrnwheel.run.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.ProvisioningException;

/** Fetches artifacts by the user's own Maven, whose settings know mirrors, proxies and credentials. */
final class MavenFetcher {
    private static final String GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";
    private static final int SAID = 3;

    private final Environment environment;

    MavenFetcher(Environment environment) {
        this.environment = environment;
    }

    /** Fetches an artifact into a directory and checks it. */
    Path fetch(PythonArtifact artifact, Path directory) throws IOException {
        Path maven = Programs.onPath(environment, "mvn")
                .orElseThrow(() -> new ProvisioningException(
                        "there is no mvn on PATH, by which " + artifact.coordinates() + " is fetched",
                        "Install Maven (Debian, Ubuntu: apt install maven).",
                        null));
        // -C: what does not have the repository's own checksum is refused, too.
        List<String> argv = List.of(
                maven.toString(),
                "-B",
                "-q",
                "-C",
                GOAL,
                "-Dartifact=" + artifact.coordinates(),
                "-DoutputDirectory=" + directory);
        Query.Result result = new Query(environment).run(argv, variables(), Optional.empty());
        if (!result.exit().successful()) {
            throw new ProvisioningException(
                    "Maven could not fetch " + artifact.coordinates() + ": " + result.exit() + ": " + said(result),
                    "See to it that Maven reaches its repository: proxies and mirrors stand in ~/.m2/settings.xml.",
                    null);
        }
        return checked(artifact, jar(directory));
    }

    /** Maven gets the user's whole environment, and this JVM's Java when it names none. */
    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(environment.variables());
        variables.putIfAbsent("JAVA_HOME", environment.property("java.home"));
        return variables;
    }

    private static String said(Query.Result result) {
        return Stream.of(result.out(), result.err())
                .flatMap(String::lines)
                .filter(line -> line.contains("ERROR"))
                .limit(SAID)
                .collect(Collectors.joining("; "));
    }

    private static Path jar(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Maven left no jar in " + directory));
        }
    }

    private static Path checked(PythonArtifact artifact, Path jar) throws IOException {
        String actual = sha256(jar);
        if (!actual.equals(artifact.sha256())) {
            throw new ProvisioningException(
                    artifact.coordinates() + " has SHA-256 " + actual + ", not " + artifact.sha256(),
                    "Remove it from Maven's local repository and try again; if it stays so, do not trust its source.",
                    null);
        }
        return jar;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
