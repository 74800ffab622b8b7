package org.nrnwheel.azure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.nrnwheel.json.JsonReader;

/**
 * A part of a run as Azure keeps it.
 *
 * @param id identifies it within the run
 * @param attempt rises when it is tried again
 * @param parent what it is part of
 * @param type {@code Stage}, {@code Phase}, {@code Job}, {@code Task}, {@code Checkpoint} and others
 * @param name its name
 * @param order its place among its siblings
 * @param state {@code pending}, {@code inProgress} or {@code completed}
 * @param result how it ended
 * @param log its log
 * @param issues what it has to tell of
 */
record TimelineRecord(
        String id,
        long attempt,
        Optional<String> parent,
        String type,
        String name,
        long order,
        String state,
        Optional<String> result,
        OptionalLong log,
        List<Issue> issues) {
    /** An error or a warning. */
    record Issue(String type, String message) {
        static Issue of(JsonReader issue) {
            return new Issue(
                    issue.optionalString("type").orElse("error"),
                    issue.optionalString("message").orElse(""));
        }
    }

    static TimelineRecord of(JsonReader record) {
        return new TimelineRecord(
                record.string("id"),
                record.optionalNumber("attempt").orElse(1),
                record.optionalString("parentId"),
                record.optionalString("type").orElse(""),
                record.optionalString("name").orElse(""),
                record.optionalNumber("order").orElse(0),
                record.optionalString("state").orElse("pending"),
                record.optionalString("result"),
                record.optional("log").map(log -> log.optionalNumber("id")).orElse(OptionalLong.empty()),
                record.optional("issues").isPresent() ? record.list("issues", Issue::of) : List.of());
    }

    boolean isBegun() {
        return !state.equals("pending");
    }

    boolean isCompleted() {
        return state.equals("completed");
    }
}
