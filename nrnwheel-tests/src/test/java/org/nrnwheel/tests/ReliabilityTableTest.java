package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The faults of docs/reliability.md are those that tests inject. */
class ReliabilityTableTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| .*\\| `(\\w+)\\.(\\w+)`( \\(full\\))? \\|$");
    private static final Pattern SUPERCLASS = Pattern.compile("class \\w+ extends (\\w+)");
    private static final int FAULTS = 50;

    private final Map<String, String> sources = sources();

    private static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(
                            path -> path.getFileName().toString().startsWith("nrnwheel-"))
                    .toList()) {
                add(module.resolve("src"), sources);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static void add(Path directory, Map<String, String> sources) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> path.toString().matches(".*(Test|Contract)\\.java"))
                    .toList()) {
                String name = file.getFileName().toString();
                sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
            }
        }
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/reliability.md")))
                .results()
                .toList();
    }

    /** The annotations of a test method of a class or of those that it extends. */
    private Optional<String> annotations(String type, String method) {
        String source = sources.getOrDefault(type, "");
        Optional<String> own = Pattern.compile(
                        "((?:^ {4}@.*\\R(?: {8}.*\\R)*)+) {4}(?:public )?void " + method + "\\(", Pattern.MULTILINE)
                .matcher(source)
                .results()
                .map(match -> match.group(1))
                .filter(text -> text.contains("Test"))
                .findFirst();
        return own.or(() ->
                SUPERCLASS.matcher(source).results().findFirst().flatMap(match -> annotations(match.group(1), method)));
    }

    @Test
    void everyFaultHasItsTest() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (MatchResult row : rows()) {
            Optional<String> annotations = annotations(row.group(1), row.group(2));
            boolean full = row.group(3) != null;
            if (annotations.filter(text -> text.contains("\"full\"") == full).isEmpty()) {
                wrong.add(row.group());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void thereAreAtLeastFiftyAndEachStandsOnce() throws IOException {
        List<String> tests =
                rows().stream().map(row -> row.group(1) + "." + row.group(2)).toList();
        assertThat(tests).hasSizeGreaterThanOrEqualTo(FAULTS).doesNotHaveDuplicates();
        String text = Files.readString(ROOT.resolve("docs/reliability.md"));
        assertThat(text.lines()
                        .filter(line ->
                                line.startsWith("| ") && !line.startsWith("| fault") && !line.startsWith("| ---")))
                .hasSameSizeAs(tests);
    }
}
