package org.nrnwheel.azure;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nrnwheel.env.Masker;
import org.nrnwheel.json.InvalidJsonException;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.net.RetryAfter;

/** What Azure answered. */
@SuppressWarnings("ArrayRecordComponent") // nobody changes it
record Answer(int status, HttpHeaders headers, byte[] body) {
    private static final int OK = 200;
    private static final int SIGN_IN = 203;
    private static final int REDIRECTS = 300;
    private static final int REFUSED = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int MISSING = 404;
    private static final int GONE = 410;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int FAULTS = 500;
    private static final int SHOWN = 600;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Says whether asking again may help. */
    boolean isTemporary() {
        return status == TOO_MANY || status == TIMEOUT || status >= FAULTS;
    }

    /** Says whether the request was certainly not carried out. */
    boolean isTurnedAway() {
        return status == TOO_MANY;
    }

    boolean isGood() {
        return status >= OK && status < REDIRECTS && !isSignIn();
    }

    /** Azure gives those whose token it does not take a page to sign in: with 203, by a redirect, or as if nothing were. */
    private boolean isSignIn() {
        return status == SIGN_IN || status == UNAUTHORIZED || (status >= REDIRECTS && status < REFUSED) || isPage();
    }

    private boolean isPage() {
        return status < REDIRECTS && header("Content-Type").orElse("").contains("text/html");
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Returns how long Azure asks to wait. */
    Optional<Duration> retryAfter() {
        return header("Retry-After")
                .flatMap(value -> RetryAfter.parse(value, Instant.now()))
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonReader json(String what) {
        try {
            return Json.read(text(), what);
        } catch (InvalidJsonException e) {
            throw unreadable(e);
        }
    }

    static AzureException unreadable(InvalidJsonException e) {
        return new AzureException(
                "Azure's answer cannot be read: " + e.getMessage(),
                "See that the base URL is that of Azure DevOps, and that no proxy answers in its place.",
                e);
    }

    /** Returns this answer when it is a good one. */
    Answer orRefuse(String what, Masker masker) {
        if (isGood()) {
            return this;
        }
        throw refusal(what, masker);
    }

    private AzureException refusal(String what, Masker masker) {
        if (isSignIn()) {
            return new AzureException(
                    "Azure does not take the token, or wants one, for " + what + " (HTTP " + status + ")",
                    "Make a personal access token with the scope Build (Read & execute), see that it has not expired, and set"
                            + " NRNWHEEL_AZURE_TOKEN.");
        }
        String said = masker.mask(said());
        return switch (status) {
            case FORBIDDEN ->
                new AzureException(
                        "Azure does not let this token have " + what + said,
                        "Give the token the scope Build (Read & execute), and its owner the right to queue builds.");
            case MISSING, GONE ->
                new AzureException(
                        "Azure has no " + what + said,
                        "See that organization, project, definition and run are right, and that the token may read them.");
            default ->
                new AzureException(
                        "Azure refuses " + what + " (HTTP " + status + ")" + said,
                        status >= FAULTS || status == TOO_MANY
                                ? "Ask again later."
                                : "Ask for something else: Azure says why above.");
        };
    }

    /** The message of Azure's own errors, which are JSON; anything else is not shown. */
    String said() {
        try {
            String message =
                    Json.read(text(), "error").optionalString("message").orElse("");
            return message.isBlank() ? "" : ": " + message.substring(0, Math.min(SHOWN, message.length()));
        } catch (InvalidJsonException e) {
            return "";
        }
    }
}
