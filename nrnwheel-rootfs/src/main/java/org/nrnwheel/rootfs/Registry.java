package org.nrnwheel.rootfs;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.nrnwheel.json.InvalidJsonException;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.net.Origin;
import org.nrnwheel.net.Proxies;
import org.nrnwheel.rootfs.Http.Answer;

/**
 * One repository of a registry (OCI distribution specification): GET alone. It logs in when the registry asks for it; a login is
 * never sent to another host, where blobs are often redirected to. One thread only.
 */
final class Registry {
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_ERROR = 1 << 16;
    private static final String AUTHORIZATION = "Authorization";

    private final Http http;
    private final ImageName name;
    private final URI base;
    private final Optional<Login> login;
    private Optional<String> authorization = Optional.empty();

    Registry(Http http, ImageName name, Optional<Login> login, boolean plainHttp) {
        this.http = http;
        this.name = name;
        this.login = login;
        this.base = URI.create((plainHttp ? "http" : "https") + "://" + name.host() + "/v2/" + name.repository() + "/");
        if (plainHttp && login.isPresent() && !Proxies.isLoopback(base.getHost())) {
            throw new ImageRootException(
                    "a login is not sent over plain HTTP to " + name.host(),
                    "Use HTTPS, or pull without a login.",
                    null);
        }
    }

    /**
     * Gets something of the repository.
     *
     * @param path {@code manifests/…} or {@code blobs/…}
     * @param headers what to ask with
     * @return a good answer: 200 or 206
     */
    Answer get(String path, Map<String, String> headers) throws IOException {
        URI uri = base.resolve(path);
        Answer answer = follow(uri, headers);
        if (answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            Optional<Challenge> challenge = Challenge.best(answer.headers("WWW-Authenticate"));
            answer.close();
            authorization = challenge.flatMap(this::authorize);
            answer = follow(uri, headers);
        }
        if (answer.status() != HttpURLConnection.HTTP_OK && answer.status() != HttpURLConnection.HTTP_PARTIAL) {
            try (Answer failed = answer) {
                throw refused(failed, path);
            }
        }
        return answer;
    }

    private Answer follow(URI first, Map<String, String> headers) throws IOException {
        URI uri = first;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            Map<String, String> sent = new HashMap<>(headers);
            if (Origin.of(uri).equals(Origin.of(base))) {
                authorization.ifPresent(value -> sent.put(AUTHORIZATION, value));
            }
            Answer answer = send(uri, sent);
            Optional<String> location = answer.status() / 100 == 3 ? answer.header("Location") : Optional.empty();
            if (location.isEmpty()) {
                return answer;
            }
            answer.close();
            uri = redirected(uri, location.get());
        }
        throw ImageRootException.damaged("the registry " + name.host() + " redirects without end", null);
    }

    private Answer send(URI uri, Map<String, String> headers) throws IOException {
        try {
            return http.get(uri, headers);
        } catch (IOException e) {
            throw unreachable(uri, e);
        }
    }

    private URI redirected(URI from, String location) {
        try {
            URI to = from.resolve(location);
            boolean lessSafe = "https".equals(from.getScheme()) && !"https".equals(to.getScheme());
            if (to.getHost() != null && !lessSafe) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw ImageRootException.malicious(
                "the registry " + name.host() + " redirects to an address that is not allowed");
    }

    /** Returns the header that answers a challenge, if we have what it asks for. */
    private Optional<String> authorize(Challenge challenge) {
        if (challenge.scheme().equals("basic")) {
            return login.filter(known -> !known.isToken()).map(Login::basic);
        }
        return challenge.parameter("realm").map(realm -> "Bearer " + token(challenge, realm));
    }

    private String token(Challenge challenge, String realm) {
        URI uri = realm(realm);
        try (Answer answer = askForToken(challenge, uri)) {
            if (answer.status() != HttpURLConnection.HTTP_OK) {
                throw refused(answer, "token");
            }
            JsonReader json = Json.read(
                    new String(answer.bytes(MOST_ERROR), StandardCharsets.UTF_8), "the token of " + uri.getHost());
            return json.optionalString("token")
                    .or(() -> json.optionalString("access_token"))
                    .orElseThrow(() -> ImageRootException.damaged("no token in the answer of " + uri.getHost(), null));
        } catch (IOException e) {
            throw unreachable(uri, e);
        }
    }

    private URI realm(String realm) {
        try {
            URI uri = URI.create(realm);
            // A registry over plain HTTP was asked for as such; else the login goes over HTTPS alone.
            if (uri.getHost() != null && (base.getScheme().equals("http") || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw ImageRootException.malicious("the registry " + name.host() + " sends to a login at '" + realm + "'");
    }

    private Answer askForToken(Challenge challenge, URI uri) throws IOException {
        Map<String, String> query = new HashMap<>();
        query.put("scope", challenge.parameter("scope").orElse("repository:" + name.repository() + ":pull"));
        challenge.parameter("service").ifPresent(service -> query.put("service", service));
        if (login.filter(Login::isToken).isPresent()) {
            query.put("grant_type", "refresh_token");
            query.put("client_id", "nrnwheel");
            query.put("refresh_token", login.get().secret().reveal());
            return http.post(uri, encoded(query));
        }
        String separator = uri.getRawQuery() == null ? "?" : "&";
        Map<String, String> headers =
                login.map(known -> Map.of(AUTHORIZATION, known.basic())).orElse(Map.of());
        return http.get(URI.create(uri + separator + encoded(query)), headers);
    }

    private static String encoded(Map<String, String> query) {
        StringBuilder text = new StringBuilder();
        query.forEach((key, value) -> text.append(text.length() == 0 ? "" : "&")
                .append(key)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
        return text.toString();
    }

    private ImageRootException refused(Answer answer, String path) throws IOException {
        String said = message(answer.body().readNBytes(MOST_ERROR));
        String what = name.host() + " answers " + answer.status() + (said.isEmpty() ? "" : " (" + said + ")");
        return switch (answer.status()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
                login.isPresent()
                        ? new ImageRootException(
                                "the registry does not accept the login of '"
                                        + login.get().user() + "' for " + name.repository() + ": " + what,
                                "Log in again by 'docker login " + name.registry()
                                        + "', or give another --user and --password-env.",
                                null)
                        : new ImageRootException(
                                "the registry wants a login for " + name.repository() + ": " + what,
                                "Log in by 'docker login " + name.registry() + "', or give --user and --password-env.",
                                null);
            case HttpURLConnection.HTTP_NOT_FOUND ->
                new ImageRootException(
                        "there is no " + path + " in " + name.registry() + "/" + name.repository() + ": " + what,
                        "Look whether name and tag are right, and whether the image was pushed.",
                        null);
            default -> new ImageRootException("the registry failed: " + what, "Try again later.", null);
        };
    }

    /** The first message of the error document that registries send. */
    private static String message(byte[] body) {
        try {
            return Json.read(new String(body, StandardCharsets.UTF_8), "error")
                    .list("errors", error -> error.optionalString("message").orElse(""))
                    .stream()
                    .findFirst()
                    .orElse("");
        } catch (InvalidJsonException e) {
            return "";
        }
    }

    private static ImageRootException unreachable(URI uri, IOException e) {
        String host = uri.getAuthority();
        if (e instanceof SSLException) {
            return new ImageRootException(
                    host + " is not trusted: " + e.getMessage(),
                    "Give the certificate of its authority by --ca FILE; for a registry without TLS, --plain-http.",
                    e);
        }
        boolean away = e instanceof ConnectException || e instanceof UnknownHostException;
        return new ImageRootException(
                away ? host + " cannot be reached: " + e.getMessage() : "the connection to " + host + " broke: " + e,
                "See to the network and its proxy settings, and run again: finished layers are kept.",
                e);
    }
}
