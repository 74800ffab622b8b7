package org.nrnwheel.pypi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What is asked for, without the wheels. */
record PublishSettings(
        Repository repository,
        Optional<Credentials> credentials,
        boolean trustedPublishing,
        boolean skipExisting,
        boolean verify,
        boolean attestations,
        boolean dryRun,
        int atOnce,
        int tries,
        Duration patience,
        Duration firstPause,
        Optional<Path> certificates,
        Optional<Path> ledger,
        Optional<String> python,
        Optional<Preflight> preflight) {
    /** For PyPI itself with a preflight; other indexes have other rules. */
    static PublishSettings of(Repository repository) {
        return new PublishSettings(
                repository,
                Optional.empty(),
                false,
                false,
                false,
                false,
                false,
                4,
                8,
                Duration.ofMinutes(3),
                Duration.ofMillis(500),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                repository.isPypi() ? Optional.of(Preflight.ofPypi()) : Optional.empty());
    }

    /** Makes changed settings: {@code settings.change(draft -> draft.verify = true)}. */
    PublishSettings change(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.settings();
    }

    /** A mutable copy, used within one call of {@link #change}. */
    static final class Draft {
        private final Repository repository;
        Optional<Credentials> credentials;
        boolean trustedPublishing;
        boolean skipExisting;
        boolean verify;
        boolean attestations;
        boolean dryRun;
        int atOnce;
        int tries;
        Duration patience;
        Duration firstPause;
        Optional<Path> certificates;
        Optional<Path> ledger;
        Optional<String> python;
        Optional<Preflight> preflight;

        private Draft(PublishSettings from) {
            repository = from.repository;
            credentials = from.credentials;
            trustedPublishing = from.trustedPublishing;
            skipExisting = from.skipExisting;
            verify = from.verify;
            attestations = from.attestations;
            dryRun = from.dryRun;
            atOnce = from.atOnce;
            tries = from.tries;
            patience = from.patience;
            firstPause = from.firstPause;
            certificates = from.certificates;
            ledger = from.ledger;
            python = from.python;
            preflight = from.preflight;
        }

        private PublishSettings settings() {
            return new PublishSettings(
                    repository,
                    credentials,
                    trustedPublishing,
                    skipExisting,
                    verify,
                    attestations,
                    dryRun,
                    atOnce,
                    tries,
                    patience,
                    firstPause,
                    certificates,
                    ledger,
                    python,
                    preflight);
        }
    }
}
