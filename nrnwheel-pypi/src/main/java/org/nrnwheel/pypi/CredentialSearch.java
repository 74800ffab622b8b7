package org.nrnwheel.pypi;

import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.InvalidRequestException;

/** Finds credentials that were not given: in the URL, in variables, in {@code ~/.pypirc}. */
final class CredentialSearch {
    private final Repository repository;
    private final Environment environment;

    CredentialSearch(Repository repository, Environment environment) {
        this.repository = repository;
        this.environment = environment;
    }

    Optional<Credentials> find() {
        return repository
                .credentials()
                .or(() -> environment
                        .variable("NRNWHEEL_TOKEN")
                        .map(token -> Credentials.token(Secret.of("NRNWHEEL_TOKEN", token))))
                .or(() -> variables("NRNWHEEL"))
                .or(() -> variables("TWINE"))
                .or(this::pypirc);
    }

    private Optional<Credentials> variables(String prefix) {
        return pair(
                environment.variable(prefix + "_USERNAME"),
                environment.variable(prefix + "_PASSWORD"),
                prefix + "_PASSWORD",
                prefix + "_USERNAME");
    }

    /** A section of the name, or one whose repository is the URL. */
    private Optional<Credentials> pypirc() {
        Pypirc file = Pypirc.read(environment);
        return pair(
                file.value(repository.name(), "username"),
                file.value(repository.name(), "password"),
                "PYPIRC_PASSWORD",
                "username in " + file.file());
    }

    private Optional<Credentials> pair(
            Optional<String> user, Optional<String> password, String secret, String missing) {
        if (password.isEmpty()) {
            return Optional.empty();
        }
        if (user.isEmpty() && !repository.isPypi()) {
            throw new InvalidRequestException("a password is given, but no user's name", "Set " + missing + " too.");
        }
        return Optional.of(new Credentials(user.orElse(Credentials.TOKEN_USER), Secret.of(secret, password.get())));
    }
}
