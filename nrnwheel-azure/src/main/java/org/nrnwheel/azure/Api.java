package org.nrnwheel.azure;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nrnwheel.env.Masker;
import org.nrnwheel.json.InvalidJsonException;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;

/** The operations of Azure Pipelines and Azure Build, version 7.1, that are used here. Safe for use by several threads. */
final class Api {
    private static final String JSON = "application/json";
    private static final String VERSION = "api-version=7.1";
    private static final int FORBIDDEN = 403;

    private final Http http;
    private final Server server;
    private final String project;
    private final int pipeline;
    private final Masker masker;

    Api(Http http, Server server, String organization, String project, int pipeline, Masker masker) {
        this.http = http;
        this.server = server;
        this.project = Server.encoded(organization) + "/" + Server.encoded(project);
        this.pipeline = pipeline;
        this.masker = masker;
    }

    Http http() {
        return http;
    }

    Masker masker() {
        return masker;
    }

    /** Where people read of a run. */
    URI page(int run) {
        return server.resolve(project + "/_build/results?buildId=" + run);
    }

    URI startAddress() {
        return address("pipelines/" + pipeline + "/runs");
    }

    private URI address(String path, String... query) {
        String more = query.length == 0 ? "" : String.join("&", query) + "&";
        return server.resolve(project + "/_apis/" + path + "?" + more + VERSION);
    }

    private <T> T get(URI uri, String what, Function<JsonReader, T> read) {
        return read(http.get(uri, JSON).orRefuse(what, masker).json(what), read);
    }

    private static <T> T read(JsonReader reader, Function<JsonReader, T> read) {
        try {
            return read.apply(reader);
        } catch (InvalidJsonException e) {
            throw Answer.unreadable(e);
        }
    }

    /** Microsoft's documents say that lists are arrays; Azure wraps them in an object that counts them. */
    private <T> List<T> list(URI uri, String what, Function<JsonReader, T> item) {
        return get(uri, what, reader -> reader.isArray() ? reader.items(item) : reader.list("value", item));
    }

    /** The {@code BuildDefinition}. */
    <T> T definition(Function<JsonReader, T> read) {
        return get(address("build/definitions/" + pipeline), "definition " + pipeline, read);
    }

    /** Whether only variables of the definition can be set at queue time; nothing when the token may not read that. */
    Optional<Boolean> onlySettable() {
        Answer answer = http.get(address("build/generalsettings"), JSON);
        if (answer.status() == FORBIDDEN) {
            return Optional.empty();
        }
        JsonReader settings = answer.orRefuse("the project's settings", masker).json("the project's settings");
        return read(
                settings,
                reader -> reader.optional("enforceSettableVar").map(flag -> reader.bool("enforceSettableVar")));
    }

    /** The latest runs of the pipeline, newest first. */
    List<RunStatus> latest(int most) {
        return list(
                address("build/builds", "definitions=" + pipeline, "%24top=" + most, "queryOrder=queueTimeDescending"),
                "runs of definition " + pipeline,
                this::status);
    }

    private RunStatus status(JsonReader build) {
        return RunStatus.of(build, page(build.integer("id")));
    }

    /** Starts a run once. */
    Answer start(String body) throws IOException {
        return http.post(startAddress(), body);
    }

    RunStatus status(int run) {
        RunStatus status = get(address("build/builds/" + run), "run " + run, this::status);
        if (status.pipeline() != pipeline) {
            throw new AzureException(
                    "run " + run + " is of definition " + status.pipeline() + ", not of " + pipeline,
                    "Name that definition, or another run.");
        }
        return status;
    }

    RunStatus cancel(int run) {
        String body = Json.writeCompact(Json.object().put("status", "cancelling"));
        String what = "run " + run + " to cancel";
        return read(
                http.patch(address("build/builds/" + run), body)
                        .orRefuse(what, masker)
                        .json(what),
                this::status);
    }

    /** The parts of a run; none as long as there is no plan for it. */
    List<TimelineRecord> timeline(int run) {
        Answer answer =
                http.get(address("build/builds/" + run + "/timeline"), JSON).orRefuse("timeline of run " + run, masker);
        return answer.body().length == 0
                ? List.of()
                : read(
                        answer.json("timeline"),
                        reader -> reader.has("records") ? reader.list("records", TimelineRecord::of) : List.of());
    }

    /** A log so far, as lines. */
    List<String> log(int run, int log) {
        return masker.mask(http.get(address("build/builds/" + run + "/logs/" + log), "text/plain")
                        .orRefuse("log " + log + " of run " + run, masker)
                        .text())
                .lines()
                .toList();
    }

    /** The logs of a run, and how many lines each has. */
    List<LogSize> logs(int run) {
        return list(address("build/builds/" + run + "/logs"), "logs of run " + run, LogSize::of);
    }

    /** How long a log is. */
    record LogSize(int id, long lines) {
        static LogSize of(JsonReader log) {
            return new LogSize(
                    log.integer("id"), log.optionalNumber("lineCount").orElse(0));
        }
    }

    List<String> artifacts(int run) {
        return list(
                address("build/builds/" + run + "/artifacts"),
                "artifacts of run " + run,
                artifact -> artifact.string("name"));
    }

    /** Where an artifact can be fetched as a zip archive, by anybody for a while: a secret. */
    URI content(int run, String artifact) {
        URI uri = address(
                "pipelines/" + pipeline + "/runs/" + run + "/artifacts",
                "artifactName=" + Server.encoded(artifact),
                "%24expand=signedContent");
        String what = "artifact " + artifact + " of run " + run;
        String url = get(
                uri,
                what,
                found -> found.optional("signedContent")
                        .flatMap(signed -> signed.optionalString("url"))
                        .orElse(""));
        return ArtifactAddress.of(url, what);
    }
}
