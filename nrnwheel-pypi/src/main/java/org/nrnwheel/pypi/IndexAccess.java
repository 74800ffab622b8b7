package org.nrnwheel.pypi;

import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.env.Environment;

/**
 * Which index is read, as whom and how.
 *
 * @param repository the index
 * @param environment has proxies, and what is not given: credentials and certificates
 * @param given who reads
 * @param certificates more certificate authorities (PEM)
 */
record IndexAccess(
        Repository repository, Environment environment, Optional<Credentials> given, Optional<Path> certificates) {
    static IndexAccess of(Repository repository, Environment environment) {
        return new IndexAccess(repository, environment, Optional.empty(), Optional.empty());
    }

    IndexAccess in(Environment changed) {
        return new IndexAccess(repository, changed, given, certificates);
    }

    IndexAccess as(Credentials user) {
        return new IndexAccess(repository, environment, Optional.of(user), certificates);
    }

    IndexAccess trusting(Path file) {
        return new IndexAccess(repository, environment, given, Optional.of(file));
    }

    /** Those that are given, else those that are found. */
    Optional<Credentials> credentials() {
        return given.or(() -> new CredentialSearch(repository, environment).find());
    }
}
