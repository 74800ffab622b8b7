package org.nrnwheel.pypi;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.Optional;

/** Why a wheel cannot be published or an index read, and what to do. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    Failure(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }

    /** What another attempt does not mend. */
    static Optional<Failure> lasting(URI url, IOException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return Optional.of(new Failure(
                        url + " is not trusted: " + cause.getMessage(),
                        "Give the certificate of its authority by --cert or SSL_CERT_FILE."));
            }
            if (cause instanceof ProtocolException) {
                return Optional.of(
                        new Failure(url + " speaks no HTTP: " + cause.getMessage(), "See that the URL is right."));
            }
        }
        return Optional.empty();
    }

    /** What to do about an answer. */
    static Failure of(Repository repository, Answer answer, boolean known) {
        String said = repository.uploadUrl() + " answers with " + answer.summary();
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 ->
                new Failure(
                        said
                                + answer.location()
                                        .map(to -> " (it redirects to " + to + ")")
                                        .orElse(""),
                        "Give the URL of the upload API itself: credentials and files are not sent on.");
            case 401 ->
                new Failure(
                        said,
                        known
                                ? "See that user and password are right for this index."
                                : "Give credentials: NRNWHEEL_TOKEN, NRNWHEEL_USERNAME and NRNWHEEL_PASSWORD, or ~/.pypirc.");
            case 403 ->
                new Failure(
                        said,
                        "See that the password or token is right, and may upload this project: a project that does not exist"
                                + " yet needs a token for all projects.");
            case 404, 405 ->
                new Failure(
                        said,
                        "See that the URL is that of the upload API, e.g. "
                                + Repository.testPypi().uploadUrl() + ".");
            case 413 -> new Failure(said, "Make the wheel smaller, or ask the index for a higher limit.");
            default -> new Failure(said, "Mend what the index says of the file.");
        };
    }
}
