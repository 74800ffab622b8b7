package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/neuron-suites.md} against the test script of NEURON's source tree. */
@Tag("neuron")
class NeuronScriptLinesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "neuron-suites.md");
    /** Blank lines, comments, what bash branches by, and what is only said. */
    private static final Pattern NOTHING_DONE = Pattern.compile(
            "|#.*|(?:if|elif|for) .*|else|fi|then|do|done|echo .*|return|\\}|\\w+ ?\\(\\) ?\\{|set -xe");

    @Test
    void everyLineThatDoesSomethingIsInTheTable() throws IOException {
        List<String> lines =
                Files.readAllLines(NeuronWheels.source().resolve("packaging/python/test_wheels.sh")).stream()
                        .map(String::strip)
                        .filter(line -> !NOTHING_DONE.matcher(line).matches())
                        .distinct()
                        .toList();

        assertThat(lines).hasSizeGreaterThan(80);
        assertThat(table()).containsAll(lines);
    }

    private static Set<String> table() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2).split("(?<!\\\\) \\| ", 2)[0].replace("\\|", "|"))
                .map(cell -> cell.replaceAll("^`+ ?", "").replaceAll(" ?`+$", ""))
                .map(String::strip)
                .collect(Collectors.toSet());
    }
}
