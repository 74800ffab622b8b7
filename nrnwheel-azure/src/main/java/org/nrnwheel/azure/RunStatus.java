package org.nrnwheel.azure;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;

/**
 * How far a run is.
 *
 * @param id its number, of which Azure has one count for all pipelines of an organization
 * @param name its name, such as {@code 20240331.2}
 * @param pipeline the number of the pipeline's definition
 * @param ref what it builds, such as {@code refs/tags/8.2.6}
 * @param commit the commit that it builds, empty as long as Azure has not said
 * @param state whether it runs
 * @param result how it ended, once it has
 * @param page where people read of it
 */
public record RunStatus(
        int id, String name, int pipeline, String ref, String commit, State state, Optional<Result> result, URI page) {
    private static final int SCHEMA_VERSION = 1;

    /** Whether a run has begun and ended. */
    public enum State {
        /** It waits for an agent. */
        QUEUED,
        /** It runs. */
        RUNNING,
        /** It was cancelled and comes to its end. */
        CANCELLING,
        /** It has ended. */
        COMPLETED;

        private static final Map<String, State> WORDS =
                Map.of("inProgress", RUNNING, "cancelling", CANCELLING, "completed", COMPLETED);

        static State of(String word) {
            return WORDS.getOrDefault(word, QUEUED);
        }
    }

    /** How a run ended. */
    public enum Result {
        /** All went well. */
        SUCCEEDED("has succeeded"),
        /** Something failed that may fail. */
        PARTIALLY_SUCCEEDED("has succeeded in part"),
        /** It failed. */
        FAILED("has failed"),
        /** It was cancelled, or its time was over. */
        CANCELED("was cancelled");

        private static final Map<String, Result> WORDS = Map.of(
                "succeeded",
                SUCCEEDED,
                "partiallySucceeded",
                PARTIALLY_SUCCEEDED,
                "failed",
                FAILED,
                "canceled",
                CANCELED);

        private final String words;

        Result(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        static Optional<Result> of(String word) {
            return Optional.ofNullable(WORDS.get(word));
        }
    }

    /** Reads Microsoft's {@code Build}. */
    static RunStatus of(JsonReader build, URI page) {
        return new RunStatus(
                build.integer("id"),
                build.optionalString("buildNumber").orElse(""),
                build.field("definition").integer("id"),
                build.optionalString("sourceBranch").orElse(""),
                build.optionalString("sourceVersion").orElse(""),
                State.of(build.string("status")),
                build.optionalString("result").flatMap(Result::of),
                page);
    }

    /**
     * Says whether all went well.
     *
     * @return true once it has ended and succeeded
     */
    public boolean successful() {
        return result.equals(Optional.of(Result.SUCCEEDED));
    }

    /**
     * Says whether it has ended.
     *
     * @return true when nothing of it will change
     */
    public boolean completed() {
        return state == State.COMPLETED;
    }

    /**
     * Writes this status as JSON ({@code docs/schemas/azure-run.schema.json}).
     *
     * @return one object
     */
    public String toJson() {
        var object = Json.object()
                .put("schemaVersion", SCHEMA_VERSION)
                .put("id", id)
                .put("name", name)
                .put("pipeline", pipeline)
                .put("ref", ref)
                .put("commit", commit)
                .put("state", Json.word(state));
        result.ifPresent(value -> object.put("result", Json.word(value)));
        return Json.write(object.put("page", page.toString()));
    }

    /** Says it in one line. */
    @Override
    public String toString() {
        return "run " + id + " (" + name + ") of " + ref + " "
                + result.map(Result::words).orElse("is " + Json.word(state)) + ": " + page;
    }
}
