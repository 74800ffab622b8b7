package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nrnwheel.WheelTester;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.CheckResult.Status;
import org.nrnwheel.testing.TestReport;

/**
 * The whole of NEURON's script on the wheels that its makers published, with every Python that they are for: serial, CoreNEURON, Open
 * MPI and MPICH. Each takes a minute.
 */
@Tag("full")
class PublishedWheelsTest {
    /** What no machine of ours has, and what the tree of NEURON 8.2.6 lacks. */
    private static final Pattern MISSING = Pattern.compile("(HPE MPT|Intel MPI|MVAPICH2) is not here: .*"
            + "|the wheel has no GPU support: .*|NMODL's Python module comes with NEURON 9.0"
            + "|external/coreneuron/tests/integration/ring of NEURON's source tree is missing: .*"
            + "|the script runs nrniv-core with MPICH and its descendants only");

    static Stream<List<String>> wheels() {
        return Stream.of(
                        IntStream.rangeClosed(8, 12).mapToObj(minor -> List.of("neuron==8.2.6", "3." + minor)),
                        IntStream.rangeClosed(9, 13).mapToObj(minor -> List.of("neuron==8.2.7", "3." + minor)),
                        IntStream.rangeClosed(10, 13).mapToObj(minor -> List.of("neuron==9.0.2", "3." + minor)))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("wheels")
    void passTheirMakersWholeScript(List<String> wheelAndPython) {
        TestReport report = WheelTester.python(wheelAndPython.get(1))
                .requirement(wheelAndPython.get(0))
                .suite("neuron-all")
                .source(NeuronWheels.source())
                .recipeConstraints()
                .run();

        assertThat(report.checks())
                .as(report.toString())
                .filteredOn(check -> check.status() != Status.PASSED)
                .allMatch(check -> check.status() == Status.SKIPPED
                        && MISSING.matcher(check.reason()).matches());
        assertThat(report.checks())
                .filteredOn(check -> check.status() == Status.PASSED)
                .extracting(CheckResult::name)
                .contains("neurondemo", "modlunit", "coreneuron-special", "openmpi-special", "mpich-coreneuron-nrniv");
    }
}
