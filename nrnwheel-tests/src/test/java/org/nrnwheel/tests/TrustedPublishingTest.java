package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.pypi.PublishFailedException;
import org.nrnwheel.pypi.PypiPublisher;
import org.nrnwheel.pypi.Repository;
import org.nrnwheel.testkit.SmallWheel;

/** A job's identity is exchanged for a token of the index, at fakes of GitHub's and the index's endpoints. */
class TrustedPublishingTest {
    private static final String BEARER = "bearer-of-the-job";
    private static final String IDENTITY = "identity-of-the-job";

    @TempDir
    private Path directory;

    private final AtomicInteger minted = new AtomicInteger();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private volatile long lifetime = 900;

    private final HttpServer server;

    TrustedPublishingTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/_/oidc/audience", exchange -> say(exchange, 200, "{\"audience\": \"an-index\"}"));
        server.createContext("/_/oidc/mint-token", this::mint);
        server.createContext("/github", this::identity);
        server.createContext("/legacy/", exchange -> {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            say(exchange, 200, "");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void identity(HttpExchange exchange) throws IOException {
        boolean known = ("Bearer " + BEARER).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && "version=2&audience=an-index".equals(exchange.getRequestURI().getQuery());
        say(exchange, known ? 200 : 401, known ? "{\"value\": \"" + IDENTITY + "\"}" : "{}");
    }

    private void mint(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!asked.equals("{\"token\":\"" + IDENTITY + "\"}")) {
            say(
                    exchange,
                    422,
                    "{\"message\": \"Token request failed\", \"errors\": [{\"code\": \"invalid-publisher\","
                            + " \"description\": \"no publisher for " + asked.replace("\"", "'") + "\"}]}");
            return;
        }
        long end = Instant.now().getEpochSecond() + lifetime;
        say(
                exchange,
                200,
                "{\"success\": true, \"token\": \"pypi-" + minted.incrementAndGet() + "\", \"expires\": " + end + "}");
    }

    private PypiPublisher publisher(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("HOME", directory.toString());
        return PypiPublisher.to(Repository.url(url("/legacy/")))
                .environment(Environment.system().withVariables(all))
                .trustedPublishing();
    }

    private List<Path> wheels(int count) throws IOException {
        List<Path> wheels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wheels.add(SmallWheel.named("sample" + (char) ('a' + i)).write(directory));
        }
        return wheels;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Map<String, String> github() {
        return Map.of(
                "ACTIONS_ID_TOKEN_REQUEST_URL", url("/github?version=2"), "ACTIONS_ID_TOKEN_REQUEST_TOKEN", BEARER);
    }

    @Test
    void oneTokenServesAllWhileItLasts() throws IOException {
        assertThat(publisher(github()).publish(wheels(3)).published()).isTrue();
        assertThat(minted).hasValue(1);
        assertThat(authorizations)
                .containsOnly("Basic "
                        + Base64.getEncoder().encodeToString("__token__:pypi-1".getBytes(StandardCharsets.UTF_8)));
        assertThat(Files.readString(directory.resolve(".nrnwheel/publish.jsonl")))
                .doesNotContain(BEARER, IDENTITY, "pypi-1");
    }

    @Test
    void aTokenThatEndsSoonIsReplaced() throws IOException {
        lifetime = 60;
        publisher(github()).publish(wheels(3));
        assertThat(minted.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void gitlabGivesTheIdentityInAVariable() throws IOException {
        publisher(Map.of("AN_INDEX_ID_TOKEN", IDENTITY)).publish(wheels(1));
        assertThat(minted).hasValue(1);
    }

    @Test
    void aRefusalIsToldWithoutTheIdentity() throws IOException {
        List<Path> wheels = wheels(1);
        String message = String.valueOf(
                failure(Map.of("AN_INDEX_ID_TOKEN", "wrong-identity"), wheels).getMessage());
        assertThat(message).contains("invalid-publisher: no publisher for").doesNotContain("wrong-identity");
        assertThat(failure(Map.of(), wheels).getMessage()).contains("gives no identity");
        assertThat(authorizations).isEmpty();
    }

    private PublishFailedException failure(Map<String, String> variables, List<Path> wheels) {
        return catchThrowableOfType(
                PublishFailedException.class, () -> publisher(variables).publish(wheels));
    }
}
