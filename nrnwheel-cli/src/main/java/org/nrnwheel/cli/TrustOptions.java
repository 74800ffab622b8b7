package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which servers are trusted besides those that the JVM trusts. */
final class TrustOptions {
    @Option(names = "--cert", paramLabel = "FILE", description = "Trust these certificate authorities too (PEM).")
    private Optional<Path> certificates = Optional.empty();

    /** The file, when one is given. */
    Optional<Path> certificates(Console console) {
        return certificates.map(console::absolute);
    }
}
