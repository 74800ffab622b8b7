package org.nrnwheel.pypi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.json.InvalidJsonException;
import org.nrnwheel.json.Json;
import org.nrnwheel.request.InvalidRequestException;

/**
 * Trusted Publishing (PyPI's documentation, "The manual way"): the CI system says who runs, in a token of OpenID Connect, for which the
 * index gives a token of its own that lasts some minutes. A new one is asked for before the old one ends. Safe for use by several
 * threads.
 */
final class TrustedLogin implements Login {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private final Http http;
    private final URI index;
    private final Environment environment;
    private final Hidden hidden;
    private Optional<Credentials> minted = Optional.empty();
    private Instant end = Instant.EPOCH;

    TrustedLogin(Http http, Repository repository, Environment environment, Hidden hidden) {
        this.http = http;
        this.index = repository.identities();
        this.environment = environment;
        this.hidden = hidden;
    }

    @Override
    public synchronized Optional<String> header() throws IOException {
        if (Instant.now().plus(RENEW_BEFORE).isAfter(end)) {
            mint();
        }
        return minted.map(Credentials::header);
    }

    private void mint() throws IOException {
        Answer answer = http.get(index.resolve("/_/oidc/audience"), Optional.empty(), "application/json");
        String audience = document(answer).path("audience").asText();
        if (!answer.good() || audience.isEmpty()) {
            throw refused("it names no audience: " + answer.summary());
        }
        String identity = identity(audience);
        hidden.add(List.of(Secret.of("IDENTITY", identity)));
        Answer exchange = http.post(
                index.resolve("/_/oidc/mint-token"),
                Json.writeCompact(Json.object().put("token", identity)));
        JsonNode document = document(exchange);
        String token = document.path("token").asText();
        if (!exchange.good() || token.isEmpty()) {
            throw refused(reasons(document));
        }
        Credentials credentials = Credentials.token(Secret.of("TRUSTED_PUBLISHING_TOKEN", token));
        hidden.add(credentials.hidden());
        minted = Optional.of(credentials);
        end = document.path("expires").isIntegralNumber()
                ? Instant.ofEpochSecond(document.path("expires").asLong())
                : Instant.now().plus(LIFETIME);
    }

    /** GitHub gives the token over HTTP, GitLab in a variable that is named after the audience. */
    private String identity(String audience) throws IOException {
        Optional<String> url = environment.variable("ACTIONS_ID_TOKEN_REQUEST_URL");
        Optional<String> bearer = environment.variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
        if (url.isPresent() && bearer.isPresent()) {
            return ofGithub(URI.create(url.get()), bearer.get(), audience);
        }
        String variable = audience.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_ID_TOKEN";
        return environment
                .variable(variable)
                .orElseThrow(() -> new InvalidRequestException(
                        "this environment gives no identity for Trusted Publishing",
                        "On GitHub, give the job 'permissions: id-token: write'; on GitLab, 'id_tokens: " + variable
                                + ": aud: " + audience + "'; elsewhere, use a token of the index."));
    }

    private String ofGithub(URI url, String bearer, String audience) throws IOException {
        if (!Repository.isSafe(url)) {
            throw new InvalidRequestException(
                    "ACTIONS_ID_TOKEN_REQUEST_URL is no https URL", "See who set it: GitHub does not.");
        }
        hidden.add(List.of(Secret.of("ACTIONS_ID_TOKEN_REQUEST_TOKEN", bearer)));
        String separator = url.getRawQuery() == null ? "?" : "&";
        URI asked = URI.create(url + separator + "audience=" + URLEncoder.encode(audience, StandardCharsets.UTF_8));
        Answer answer = http.get(asked, Optional.of("Bearer " + bearer), "application/json");
        String token = document(answer).path("value").asText();
        if (!answer.good() || token.isEmpty()) {
            throw refused("GitHub gives no identity: " + answer.summary());
        }
        return token;
    }

    private static JsonNode document(Answer answer) throws IOException {
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new IOException("the identity cannot be exchanged now: " + answer.summary());
        }
        try {
            return Json.tree(answer.text());
        } catch (InvalidJsonException e) {
            return Json.object();
        }
    }

    private static String reasons(JsonNode document) {
        String reasons = StreamSupport.stream(document.path("errors").spliterator(), false)
                .map(error -> error.path("code").asText() + ": "
                        + error.path("description").asText())
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? document.path("message").asText("it gives no reason") : reasons;
    }

    private InvalidRequestException refused(String why) {
        return new InvalidRequestException(
                index + " takes no identity of this job: " + hidden.in(why),
                "See the project's Trusted Publishers on the index: repository, workflow and environment must be this job's.");
    }
}
