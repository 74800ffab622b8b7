package org.nrnwheel.azure.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Azure DevOps on this machine: organization {@code neuronsimulator}, project {@code nrn}, definition 1. It holds the state of runs,
 * takes one token, wraps lists as Azure does, and gives artifacts from another origin by signed addresses. Faults can be planned.
 */
public final class FakeAzure implements AutoCloseable {
    /** The token that is taken. */
    public static final String TOKEN = "pat0k3n-s3cret-of-52-characters-xxxxxxxxxxxxxxxxxxxxx";

    /** What addresses of artifacts are signed with. */
    public static final String SIGNATURE = "s1gnature-s3cret";

    private static final Pattern START = Pattern.compile("POST pipelines/1/runs");
    private static final Pattern CONTENT = Pattern.compile("GET pipelines/1/runs/(\\d+)/artifacts");
    private static final Pattern BUILDS = Pattern.compile("GET build/builds");
    private static final Pattern BUILD = Pattern.compile("(GET|PATCH) build/builds/(\\d+)");
    private static final Pattern PART =
            Pattern.compile("GET build/builds/(\\d+)/(timeline|logs|artifacts)(?:/(\\d+))?");
    private static final Pattern DEFINITION = Pattern.compile("GET build/definitions/1");
    private static final Pattern SETTINGS = Pattern.compile("GET build/generalsettings");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");
    private static final String BASE = "/neuronsimulator/nrn/_apis/";
    private static final String SIGN_IN =
            "<!DOCTYPE html><html><head><title>Azure DevOps Services | Sign In</title></head><body></body></html>";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consumer<Exchange> check;
    private final HttpServer api;
    private final HttpServer store;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final List<String> fetches = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Map<Integer, FakeRun> runs = new TreeMap<>();
    private final Map<String, Boolean> variables = new HashMap<>();
    private volatile boolean limited;
    private volatile boolean ranges = true;
    private volatile Optional<String> tag = Optional.of("\"one\"");
    private volatile String repository = "https://127.0.0.1:9/none.git";
    private volatile String commit = "";
    private volatile String result = "succeeded";
    private volatile String lines = "one\ntwo\nthree\nfour\n";

    /**
     * Starts it.
     *
     * @param check is given every exchange of the documented operations, and throws when one is not as documented
     */
    public FakeAzure(Consumer<Exchange> check) {
        this.check = check;
        this.api = server(this::answer);
        this.store = server(this::content);
    }

    private HttpServer server(Handler handler) {
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                try {
                    handler.handle(exchange);
                } catch (RuntimeException e) {
                    violations.add(e.toString());
                    exchange.close();
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    /** Where it is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + api.getAddress().getPort() + "/");
    }

    /** Names the definition's repository. */
    public FakeAzure repository(String url) {
        repository = url;
        return this;
    }

    /** Says which commit the runs that are started build; empty when Azure does not say. */
    public FakeAzure commit(String value) {
        commit = value;
        return this;
    }

    /** Says how the runs that are started end. */
    public FakeAzure result(String word) {
        result = word;
        return this;
    }

    /** Says what their task prints. */
    public FakeAzure lines(String text) {
        lines = text;
        return this;
    }

    /** Gives the definition a variable. */
    public FakeAzure variable(String name, boolean settable) {
        variables.put(name, settable);
        return this;
    }

    /** Limits what can be set to the definition's variables. */
    public FakeAzure limited() {
        limited = true;
        return this;
    }

    /** Gives whole files alone, whatever is asked for. */
    public FakeAzure withoutRanges() {
        ranges = false;
        return this;
    }

    /** Changes the entity tag of artifacts. */
    public FakeAzure entityTag(Optional<String> value) {
        tag = value;
        return this;
    }

    /** Plans a fault. */
    public FakeAzure fault(Fault fault) {
        faults.add(fault);
        return this;
    }

    /** All goes well from now on. */
    public void clearFaults() {
        faults.clear();
    }

    /** Makes a run of a definition. */
    public synchronized FakeRun run(int definition, String ref) {
        int id = 100 + runs.size();
        FakeRun run = new FakeRun(id, definition, ref, commit, result, lines);
        runs.put(id, run);
        return run;
    }

    /** All runs. */
    public synchronized List<FakeRun> runs() {
        return List.copyOf(runs.values());
    }

    /** All exchanges so far. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** The ranges that artifacts were fetched by, empty ones for whole files. */
    public List<String> fetches() {
        return fetches;
    }

    /** What was not as documented, or went wrong in here. */
    public List<String> violations() {
        return violations;
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String asked = exchange.getRequestMethod() + " " + uri.getPath().replaceFirst("^" + BASE, "");
        Optional<Fault> fault = fault(asked);
        Fault.Kind kind = fault.map(Fault::kind).orElse(Fault.Kind.BROKEN);
        if (kind == Fault.Kind.LOST) {
            exchange.close();
        } else if (kind == Fault.Kind.STATUS) {
            Fault planned = fault.orElseThrow();
            planned.headers().forEach(exchange.getResponseHeaders()::add);
            send(exchange, request, planned.status(), "application/json", "{\"message\":\"planned\"}");
        } else if (kind == Fault.Kind.SIGN_IN) {
            exchange.getResponseHeaders().add("Location", "https://spsprodcus1.vssps.visualstudio.com/_signin");
            send(exchange, request, fault.orElseThrow().status(), "text/html; charset=utf-8", SIGN_IN);
        } else if (!authorized(exchange)) {
            send(exchange, request, 203, "text/html; charset=utf-8", SIGN_IN);
        } else if (kind == Fault.Kind.ANSWER_LOST) {
            Reply reply = carryOut(asked, uri, request);
            keep(exchange, request, reply.status(), reply.type(), reply.body().getBytes(StandardCharsets.UTF_8));
            exchange.close();
        } else {
            Reply reply = carryOut(asked, uri, request);
            send(exchange, request, reply.status(), reply.type(), reply.body());
        }
    }

    private synchronized Optional<Fault> fault(String asked) {
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            if (fault.times() > 0 && fault.requests().matcher(asked).matches()) {
                faults.set(i, fault.once());
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private static boolean authorized(HttpExchange exchange) {
        String basic = "Basic " + Base64.getEncoder().encodeToString((":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        return basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void send(HttpExchange exchange, String request, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        keep(exchange, request, status, type, body);
        if (!type.isEmpty()) {
            exchange.getResponseHeaders().add("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void keep(HttpExchange exchange, String request, int status, String type, byte[] body) {
        Exchange done = new Exchange(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                request,
                status,
                type,
                body);
        exchanges.add(done);
        try {
            check.accept(done);
        } catch (AssertionError e) {
            violations.add(done + ": " + e.getMessage());
        }
    }

    private record Reply(int status, String type, String body) {
        static Reply json(JsonNode node) {
            return new Reply(200, "application/json; charset=utf-8; api-version=7.1", node.toString());
        }

        static Reply error(int status, String message) {
            return new Reply(
                    status,
                    "application/json",
                    FakeRun.node().put("message", message).toString());
        }
    }

    private synchronized Reply carryOut(String asked, URI uri, String request) {
        Matcher part = PART.matcher(asked);
        Matcher build = BUILD.matcher(asked);
        Matcher content = CONTENT.matcher(asked);
        if (START.matcher(asked).matches()) {
            return start(tree(request));
        } else if (content.matches()) {
            return found(content, 1, run -> signed(run, uri));
        } else if (BUILDS.matcher(asked).matches()) {
            return list(latest(uri));
        } else if (build.matches()) {
            return found(build, 2, run -> build(run, build.group(1), request));
        } else if (part.matches()) {
            return found(part, 1, run -> part(run, part));
        } else if (DEFINITION.matcher(asked).matches()) {
            return Reply.json(definition());
        } else if (SETTINGS.matcher(asked).matches()) {
            return Reply.json(FakeRun.node().put("enforceSettableVar", limited));
        }
        return Reply.error(404, "TF200016: The following project does not exist: " + uri.getPath());
    }

    private Reply found(MatchResult match, int group, Function<FakeRun, Reply> answer) {
        return Optional.ofNullable(runs.get(Integer.parseInt(match.group(group))))
                .map(answer)
                .orElseGet(
                        () -> Reply.error(404, "The requested build " + match.group(group) + " could not be found."));
    }

    private Reply start(JsonNode body) {
        for (String name : (Iterable<String>) () -> body.path("variables").fieldNames()) {
            if (limited && !variables.getOrDefault(name, false)) {
                return Reply.error(400, "You can't set the following variables (" + name + ").");
            }
        }
        FakeRun run = run(
                1,
                body.path("resources")
                        .path("repositories")
                        .path("self")
                        .path("refName")
                        .asText());
        run.asked(body);
        ObjectNode answer = FakeRun.node()
                .put("id", run.id())
                .put("name", "20261128." + run.id())
                .put("state", "inProgress")
                .put("createdDate", "2026-11-28T10:00:00Z");
        answer.putObject("pipeline")
                .put("id", 1)
                .put("name", "neuronsimulator.nrn")
                .put("folder", "\\");
        answer.putObject("_links").putObject("web").put("href", url() + "neuronsimulator/nrn/_build/results");
        return Reply.json(answer);
    }

    private List<ObjectNode> latest(URI uri) {
        int top = Integer.parseInt(uri.getQuery().replaceFirst(".*\\$top=(\\d+).*", "$1"));
        return runs.values().stream()
                .sorted((a, b) -> Integer.compare(b.id(), a.id()))
                .limit(top)
                .map(FakeRun::build)
                .toList();
    }

    private static Reply build(FakeRun run, String method, String request) {
        if (method.equals("PATCH")) {
            if (!tree(request).path("status").asText().equals("cancelling")) {
                return Reply.error(400, "only cancelling is known here");
            }
            run.cancel();
        } else {
            run.advance();
        }
        return Reply.json(run.build());
    }

    private static Reply part(FakeRun run, MatchResult asked) {
        List<String> log = run.log();
        if (asked.group(2).equals("timeline")) {
            List<ObjectNode> records = run.records();
            return records.isEmpty()
                    ? new Reply(204, "", "")
                    : Reply.json(FakeRun.node()
                            .put("id", "00000000-0000-0000-0000-0000000000ff")
                            .put("changeId", 1)
                            .set("records", array(records)));
        } else if (asked.group(2).equals("artifacts")) {
            return list(run.artifacts().keySet().stream()
                    .map(name -> FakeRun.node().put("id", 1).put("name", name))
                    .toList());
        } else if (asked.group(3) != null) {
            return new Reply(200, "text/plain", String.join("\r\n", log) + "\r\n");
        }
        return list(List.of(FakeRun.node().put("id", 7).put("type", "Container").put("lineCount", log.size())));
    }

    private ObjectNode definition() {
        ObjectNode definition = FakeRun.node().put("id", 1).put("name", "neuronsimulator.nrn");
        definition.putObject("repository").put("type", "GitHub").put("url", repository);
        ObjectNode known = definition.putObject("variables");
        variables.forEach((name, settable) -> {
            ObjectNode variable = known.putObject(name).put("value", "");
            if (settable) {
                variable.put("allowOverride", true);
            }
        });
        return definition;
    }

    private Reply signed(FakeRun run, URI uri) {
        String name = uri.getQuery().replaceFirst(".*artifactName=([^&]*).*", "$1");
        if (!run.artifacts().containsKey(name)) {
            return Reply.error(404, "Artifact " + name + " was not found for build " + run.id() + ".");
        }
        ObjectNode artifact = FakeRun.node().put("name", name);
        artifact.putObject("signedContent")
                .put("signatureExpires", "2036-01-01T00:00:00Z")
                .put(
                        "url",
                        "http://127.0.0.1:" + store.getAddress().getPort() + "/" + run.id() + "/" + name + "?sig="
                                + SIGNATURE);
        return Reply.json(artifact);
    }

    private void content(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        Optional<String> range =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
        fetches.add(range.orElse(""));
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            violations.add("the token went to another origin");
        }
        Optional<Fault> fault = fault("GET content/" + path[2]);
        if (fault.filter(planned -> planned.kind() == Fault.Kind.STATUS).isPresent()) {
            fault.orElseThrow().headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(fault.orElseThrow().status(), -1);
            exchange.close();
            return;
        }
        byte[] whole;
        synchronized (this) {
            whole = Objects.requireNonNull(Objects.requireNonNull(runs.get(Integer.parseInt(path[1])))
                    .artifacts()
                    .get(path[2]));
        }
        int from = range.filter(asked -> ranges && sameFile(exchange))
                .map(FakeAzure::from)
                .orElse(0);
        tag.ifPresent(value -> exchange.getResponseHeaders().add("ETag", value));
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
        }
        byte[] body = Arrays.copyOfRange(whole, from, whole.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, body.length);
        int sent = fault.map(planned -> Math.min(planned.after(), body.length)).orElse(body.length);
        exchange.getResponseBody().write(body, 0, sent);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private boolean sameFile(HttpExchange exchange) {
        String wanted = exchange.getRequestHeaders().getFirst("If-Range");
        return wanted == null || wanted.equals(tag.orElse(""));
    }

    private static int from(String range) {
        Matcher parts = RANGE.matcher(range);
        return parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
    }

    /** As Azure wraps lists. */
    private static Reply list(List<ObjectNode> items) {
        return Reply.json(FakeRun.node().put("count", items.size()).set("value", array(items)));
    }

    private static ArrayNode array(List<ObjectNode> items) {
        ArrayNode array = JSON.createArrayNode();
        items.forEach(array::add);
        return array;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        api.stop(0);
        store.stop(0);
        threads.shutdownNow();
    }
}
