package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.rootfs.ImageRootException;
import org.nrnwheel.rootfs.ImageRoots;

/** A registry that gives tokens and keeps its blobs elsewhere, as public ones do. */
class TokenRegistryTest {
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("ci:pass".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private final List<String> elsewhere = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private HttpServer registry;
    private HttpServer store;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        registry = server();
        store = server();
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(tree.resolve("file"), "content");
        Path layer = directory.resolve("layer.tar");
        assertThat(Processes.run(
                                directory,
                                Map.of(),
                                List.of("tar", "-C", tree.toString(), "-cf", layer.toString(), "."))
                        .exit())
                .isZero();
        String digest = digest(layer);
        Path config = Files.writeString(directory.resolve("config"), """
                {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(digest));
        String manifest =
                "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}".formatted(descriptor(config), descriptor(layer));
        String realm = "Bearer realm=\"http://" + host(registry)
                + "/token?x=1\",service=\"our \\\"reg\\\"\",scope=\"a:b:pull\"";
        serve(registry, "/v2/team/tools/", exchange -> {
            if (!"Bearer token-of-ci".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", realm);
                answer(exchange, 401, new byte[0]);
            } else if (exchange.getRequestURI().getPath().endsWith("/manifests/1")) {
                answer(exchange, 200, manifest.getBytes(StandardCharsets.UTF_8));
            } else if (exchange.getRequestURI().getPath().endsWith(digest)) {
                exchange.getResponseHeaders().add("Location", "http://" + host(store) + "/layer");
                answer(exchange, 307, new byte[0]);
            } else {
                answer(exchange, 200, Files.readAllBytes(config));
            }
        });
        serve(registry, "/token", exchange -> {
            tokens.add(exchange.getRequestURI().getQuery());
            boolean known = BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, known ? 200 : 401, "{\"token\":\"token-of-ci\"}".getBytes(StandardCharsets.UTF_8));
        });
        serve(store, "/layer", exchange -> {
            elsewhere.addAll(exchange.getRequestHeaders().keySet());
            answer(exchange, 200, Files.readAllBytes(layer));
        });
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        store.stop(0);
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return server;
    }

    private static String host(HttpServer server) {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static void serve(HttpServer server, String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String descriptor(Path file) throws IOException {
        return "{\"mediaType\":\"x\",\"digest\":\"%s\",\"size\":%d}".formatted(digest(file), Files.size(file));
    }

    private ImageRoots roots(String password) {
        return ImageRoots.of(new Environment(
                        Map.of("NRNWHEEL_CACHE", directory.resolve("cache").toString()),
                        Map.of(
                                "os.arch",
                                "amd64",
                                "user.dir",
                                directory.toString(),
                                "user.home",
                                directory.toString())))
                .plainHttp()
                .login("ci", Secret.of("password", password));
    }

    @Test
    void aTokenIsGotByTheLoginAndIsNotSentElsewhere() {
        roots("pass").pull(host(registry) + "/team/tools:1", directory.resolve("root"));
        assertThat(directory.resolve("root/file")).hasContent("content");
        assertThat(tokens).hasSize(1);
        assertThat(tokens.get(0)).contains("x=1", "service=our \"reg\"", "scope=a:b:pull");
        assertThat(elsewhere).isNotEmpty().noneMatch("Authorization"::equalsIgnoreCase);
    }

    @Test
    void aRefusedTokenIsARefusedLogin() {
        assertThatThrownBy(() -> roots("other").pull(host(registry) + "/team/tools:1", directory.resolve("root")))
                .isInstanceOf(ImageRootException.class)
                .hasMessageContaining("does not accept the login of 'ci'")
                .hasMessageNotContaining("other");
    }
}
