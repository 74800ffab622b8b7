package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nrnwheel.env.Environment;

/** Published wheels that the auditor is held against, downloaded into the cache, and what auditwheel says of them. */
final class Corpus {
    private static final int SMALL = 8_000_000;

    private Corpus() {}

    /** Downloads the wheels of at most 8 MB, in all some 100 MB. */
    static List<Path> small() throws IOException, InterruptedException {
        fetch("--small");
        return files(SMALL);
    }

    /** Downloads all wheels, some 830 MB. */
    static List<Path> all() throws IOException, InterruptedException {
        fetch();
        return files(Integer.MAX_VALUE);
    }

    /** Downloads one wheel. */
    static Path wheel(String name) throws IOException, InterruptedException {
        fetch("--file", name);
        return directory().resolve(name);
    }

    /** What auditwheel says in its host-independent mode, one object a wheel. */
    static List<JsonNode> answers() throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        new ObjectMapper().readTree(resource("auditwheel.json")).forEach(answers::add);
        return answers;
    }

    /** File names of all wheels. */
    static List<String> names() throws IOException {
        return resource("wheels.tsv")
                .lines()
                .skip(1)
                .map(line -> line.split("\t", -1)[2])
                .toList();
    }

    private static void fetch(String... options) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("python3", "scripts/fetch-corpus"));
        argv.addAll(List.of(options));
        Path root = Path.of("..").toAbsolutePath().normalize();
        Processes.Result result = Processes.run(root, Map.of(), argv);
        assertThat(result.exit()).withFailMessage(result.output()).isZero();
    }

    private static List<Path> files(int largest) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String line : resource("wheels.tsv").lines().skip(1).toList()) {
            String[] row = line.split("\t", -1);
            if (Integer.parseInt(row[4]) <= largest) {
                Path file = directory().resolve(row[2]);
                assertThat(Files.size(file)).isEqualTo(Long.parseLong(row[4]));
                files.add(file);
            }
        }
        return files;
    }

    private static Path directory() {
        return Environment.system().cacheDirectory().resolve("corpus");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream("corpus/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
