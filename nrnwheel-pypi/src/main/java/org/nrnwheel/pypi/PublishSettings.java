package org.nrnwheel.pypi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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
        Optional<String> python) {
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
                Optional.empty());
    }

    PublishSettings withCredentials(Credentials changed) {
        return new PublishSettings(
                repository,
                Optional.of(changed),
                false,
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
                python);
    }

    PublishSettings withTrustedPublishing() {
        return new PublishSettings(
                repository,
                Optional.empty(),
                true,
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
                python);
    }

    PublishSettings withSkipExisting() {
        return new PublishSettings(
                repository,
                credentials,
                trustedPublishing,
                true,
                verify,
                attestations,
                dryRun,
                atOnce,
                tries,
                patience,
                firstPause,
                certificates,
                ledger,
                python);
    }

    PublishSettings withVerify() {
        return new PublishSettings(
                repository,
                credentials,
                trustedPublishing,
                skipExisting,
                true,
                attestations,
                dryRun,
                atOnce,
                tries,
                patience,
                firstPause,
                certificates,
                ledger,
                python);
    }

    PublishSettings withAttestations() {
        return new PublishSettings(
                repository,
                credentials,
                trustedPublishing,
                skipExisting,
                verify,
                true,
                dryRun,
                atOnce,
                tries,
                patience,
                firstPause,
                certificates,
                ledger,
                python);
    }

    PublishSettings withDryRun() {
        return new PublishSettings(
                repository,
                credentials,
                trustedPublishing,
                skipExisting,
                verify,
                attestations,
                true,
                atOnce,
                tries,
                patience,
                firstPause,
                certificates,
                ledger,
                python);
    }

    PublishSettings withAtOnce(int changed) {
        return new PublishSettings(
                repository,
                credentials,
                trustedPublishing,
                skipExisting,
                verify,
                attestations,
                dryRun,
                changed,
                tries,
                patience,
                firstPause,
                certificates,
                ledger,
                python);
    }

    PublishSettings withTries(int changed, Duration pause) {
        return new PublishSettings(
                repository,
                credentials,
                trustedPublishing,
                skipExisting,
                verify,
                attestations,
                dryRun,
                atOnce,
                changed,
                patience,
                pause,
                certificates,
                ledger,
                python);
    }

    PublishSettings withPatience(Duration changed) {
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
                changed,
                firstPause,
                certificates,
                ledger,
                python);
    }

    PublishSettings withCertificates(Path file) {
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
                Optional.of(file),
                ledger,
                python);
    }

    PublishSettings withLedger(Path file) {
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
                Optional.of(file),
                python);
    }

    PublishSettings withPython(String changed) {
        return new PublishSettings(
                repository,
                credentials,
                trustedPublishing,
                skipExisting,
                true,
                attestations,
                dryRun,
                atOnce,
                tries,
                patience,
                firstPause,
                certificates,
                ledger,
                Optional.of(changed));
    }
}
