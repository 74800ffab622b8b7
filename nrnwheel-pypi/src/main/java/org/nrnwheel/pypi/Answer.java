package org.nrnwheel.pypi;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.net.RetryAfter;
import org.nrnwheel.report.PlainText;

/**
 * What an index answered.
 *
 * @param status the status code
 * @param type the content type, in lower case, or empty
 * @param location where it redirects to
 * @param retryAfter the header {@code Retry-After} as it stands
 * @param text the body, or the reason phrase when there is none
 */
record Answer(int status, String type, Optional<String> location, Optional<String> retryAfter, String text) {
    private static final Pattern TITLE = Pattern.compile("(?is)<title>(.*?)</title>");
    private static final Pattern INVISIBLE = Pattern.compile("(?is)<(script|style|head)\\b.*?</\\1>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final int MOST_SHOWN = 400;

    /** What is to be done after an upload. */
    enum Kind {
        ACCEPTED,
        /** The index has a file of that name. */
        EXISTS,
        /** Too many requests: nothing was stored. */
        LATER,
        /** A fault of the server, which may have stored the file all the same. */
        FAULT,
        REFUSED
    }

    /** Waits for the answer, and reads all of it but the body. Its text is the reason phrase, where devpi says what is wrong. */
    static Answer of(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new ProtocolException("what answers is no HTTP server");
        }
        return new Answer(
                status,
                header(connection, "Content-Type").orElse("").toLowerCase(Locale.ROOT),
                header(connection, "Location"),
                header(connection, "Retry-After"),
                Objects.requireNonNullElse(connection.getResponseMessage(), ""));
    }

    private static Optional<String> header(HttpURLConnection connection, String name) {
        return Optional.ofNullable(connection.getHeaderField(name));
    }

    /** An answer without a body keeps its reason phrase. */
    Answer withText(String body) {
        return body.isEmpty() ? this : new Answer(status, type, location, retryAfter, body);
    }

    boolean good() {
        return status / 100 == 2;
    }

    /**
     * Judges the answer to an upload. That a file exists is said by 409 (pypiserver, devpi) and 400 (PyPI, pypiserver to twine,
     * Nexus, GitLab), and by Artifactory with 403; the words are those that twine looks for, now and before.
     */
    Kind kind() {
        if (good()) {
            return Kind.ACCEPTED;
        }
        if (status == 429) {
            return Kind.LATER;
        }
        if ((status >= 500 && status != 501) || status == 408) {
            return Kind.FAULT;
        }
        return saysItExists() ? Kind.EXISTS : Kind.REFUSED;
    }

    private boolean saysItExists() {
        String lower = text.toLowerCase(Locale.ROOT);
        return switch (status) {
            case 400 ->
                lower.contains("already exist")
                        || lower.contains("already been taken")
                        || lower.contains("updating asset");
            case 403 -> lower.contains("overwrite artifact");
            default -> status == 409;
        };
    }

    /** How long the index asks to wait. */
    Optional<Duration> pause(Instant now) {
        return retryAfter.flatMap(value -> RetryAfter.parse(value, now));
    }

    /** The status and what the body says, on one short line. */
    String summary() {
        String said = type.contains("html") || text.stripLeading().startsWith("<") ? visible() : text;
        String line = PlainText.of(said).replaceAll("\\s+", " ").strip();
        String shown = line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line;
        return shown.isEmpty() ? "status " + status : "status " + status + ": " + shown;
    }

    private String visible() {
        Matcher title = TITLE.matcher(text);
        String rest = TAG.matcher(INVISIBLE.matcher(text).replaceAll(" ")).replaceAll(" ");
        String all = (title.find() ? title.group(1) + ": " : "") + rest;
        return all.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#039;", "'")
                .replace("&#x27;", "'")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
