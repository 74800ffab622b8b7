package org.nrnwheel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nrnwheel.plan.Place;

/** NEURON's suites against their documentation. */
class NeuronSuitesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "neuron-suites.md");
    private static final Pattern CHECK = Pattern.compile("\\*\\*`([^`]+)`\\*\\*");

    @Test
    void everyCheckThatTheTableNamesIsThere() throws IOException {
        List<String> named = rows().flatMap(row -> {
                    Matcher names = CHECK.matcher(row);
                    return names.results().map(found -> found.group(1));
                })
                .toList();

        assertThat(named).hasSizeGreaterThan(40).isSubsetOf(names(Map.of()).append("install"));
    }

    @Test
    void everyCheckIsInTheTable() throws IOException {
        String table = rows().collect(Collectors.joining("\n"));

        assertThat(names(Map.of()).list())
                .filteredOn(name -> !name.matches("(mpich|hpe-mpt|intel-mpi|mvapich2)-.*"))
                .filteredOn(name -> !name.matches("openmpi-nrniv-core"))
                .allMatch(name -> table.contains("**`" + name + "`**"));
    }

    @Test
    void anMpiThatIsNotHereIsOneSkippedCheckWithTheReason() {
        Map<String, String> facts =
                Map.of("mpi.mpich.launcher", "mpirun.mpich", "mpi.openmpi.missing", "no launcher", "coreneuron", "OFF");
        List<Check> checks = new NeuronMpiSuite().checks(subject(facts));

        assertThat(checks)
                .extracting(Check::name)
                .contains("openmpi", "mpich-python")
                .doesNotContain("openmpi-python");
        assertThat(checks)
                .filteredOn(check -> check.name().equals("openmpi"))
                .extracting(Check::obstacle)
                .containsExactly(Optional.of("Open MPI is not here: no launcher"));
    }

    private static Stream<String> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `"));
    }

    private static Names names(Map<String, String> facts) {
        return new Names(new NeuronAllSuite()
                .checks(subject(facts)).stream().map(Check::name).toList());
    }

    private record Names(List<String> list) {
        List<String> append(String name) {
            return Stream.concat(list.stream(), Stream.of(name)).toList();
        }
    }

    private static Subject subject(Map<String, String> facts) {
        Place place = Place.of(Place.Root.WORK);
        return new Subject(
                "NEURON",
                "8.2.6",
                List.of(),
                List.of(),
                place,
                place,
                place,
                List.of(),
                "x86_64",
                List.of(),
                place,
                Optional.empty(),
                facts);
    }
}
