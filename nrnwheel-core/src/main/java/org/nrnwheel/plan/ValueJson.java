package org.nrnwheel.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;

/** The JSON form of values and commands: text is a string, everything else an object with one telling field. */
final class ValueJson {
    private ValueJson() {}

    static JsonNode write(Value value) {
        if (value instanceof Text text) {
            return TextNode.valueOf(text.text());
        } else if (value instanceof Place place) {
            return write(place);
        } else if (value instanceof Captured captured) {
            return Json.object().put("captured", captured.name());
        } else if (value instanceof Variable variable) {
            return Json.object().put("variable", variable.name());
        }
        return Json.object()
                .set("joined", Json.nodes(((Joined) value).parts().stream().map(ValueJson::write)));
    }

    static ObjectNode write(Place place) {
        return Json.object().put("root", Json.word(place.root())).put("path", place.relative());
    }

    static ObjectNode write(Map<String, Value> values) {
        ObjectNode node = Json.object();
        values.forEach((name, value) -> node.set(name, write(value)));
        return node;
    }

    static ObjectNode write(Command command) {
        ObjectNode node = Json.object();
        node.set("argv", Json.nodes(command.argv().stream().map(ValueJson::write)));
        node.set("environment", write(command.environment()));
        node.set("directory", write(command.directory()));
        command.timeLimit().ifPresent(limit -> node.set("timeLimitSeconds", Json.seconds(limit)));
        return node;
    }

    static Value read(JsonReader in) {
        if (in.isString()) {
            return new Text(in.asString());
        } else if (in.has("root")) {
            return place(in);
        } else if (in.has("captured")) {
            return captured(in);
        } else if (in.has("variable")) {
            return new Variable(in.string("variable"));
        } else if (in.has("joined")) {
            return new Joined(in.list("joined", ValueJson::read));
        }
        throw in.error("is no value: a string or an object with root, captured, variable or joined");
    }

    static Place place(JsonReader in) {
        return new Place(in.word("root", Place.Root.class), in.string("path"));
    }

    static Captured captured(JsonReader in) {
        return new Captured(in.string("captured"));
    }

    static Command command(JsonReader in) {
        return new Command(
                in.list("argv", ValueJson::read),
                in.map("environment", ValueJson::read),
                place(in.field("directory")),
                limit(in));
    }

    private static Optional<Duration> limit(JsonReader in) {
        return in.optional("timeLimitSeconds").map(limit -> in.seconds("timeLimitSeconds"));
    }
}
