package org.nrnwheel.tests.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the script did: the document that {@code record.sh} writes.
 *
 * @param exit the script's exit status
 * @param start the environment that the script was started with
 * @param calls the recorded calls in order
 */
record Recording(int exit, Map<String, String> start, List<Call> calls) {
    /**
     * One recorded call.
     *
     * @param argv the program's path and its arguments
     * @param directory where it ran
     * @param environment its whole environment
     */
    record Call(List<String> argv, String directory, Map<String, String> environment) {
        /** Returns the program's name without its directories. */
        String program() {
            String path = argv.get(0);
            return path.substring(path.lastIndexOf('/') + 1);
        }

        List<String> arguments() {
            return argv.subList(1, argv.size());
        }
    }

    /** Runs the script of a tree in a scenario. */
    static Recording of(String scenario, Path recorder, Path source, Path out) throws InterruptedException {
        try {
            Path log = out.resolve(scenario + ".recorder");
            Process process = new ProcessBuilder(
                            "bash", recorder.toString(), scenario, source.toString(), out.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError("record.sh " + scenario + " failed: " + Files.readString(log));
            }
            return read(out.resolve(scenario + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path document) throws IOException {
        JsonNode root = new ObjectMapper().readTree(document.toFile());
        Map<String, String> start = strings(root.get("start"));
        List<Call> calls = new ArrayList<>();
        for (JsonNode call : root.get("commands")) {
            Map<String, String> environment = new TreeMap<>(start);
            environment.putAll(strings(call.get("environment")));
            call.get("unset").forEach(name -> environment.remove(name.asText()));
            List<String> argv = new ArrayList<>();
            call.get("argv").forEach(word -> argv.add(word.asText()));
            calls.add(new Call(argv, call.get("directory").asText(), environment));
        }
        return new Recording(root.get("exit").asInt(), start, calls);
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new TreeMap<>();
        object.properties()
                .forEach(field -> strings.put(field.getKey(), field.getValue().asText()));
        return strings;
    }
}
