package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.Verdict;

/** Our answers about published wheels against those of auditwheel in its host-independent mode. */
class AuditParityTest {
    /** Wheels whose answer differs, with what we say and why auditwheel is wrong. */
    private enum Difference {
        PILLOW(
                "Pillow-8.4.0-cp39-cp39-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                "manylinux_2_17_x86_64",
                "ZLIB_1.2.9 is that of the zlib inside the wheel, not of the system's"),
        NUMPY_UCS2(
                "numpy-1.16.6-cp27-cp27m-manylinux1_x86_64.whl",
                "linux_x86_64",
                "PyUnicodeUCS2_* are undefined without a type, which its search for functions passes over"),
        INTEL_OPENMP(
                "intel_openmp-2026.2.0-py2.py3-none-manylinux_2_28_x86_64.whl",
                "linux_x86_64",
                "it crashes on a split-debug file; the other files need libraries that are not there"),
        MUSL_NUMPY(
                "numpy-2.1.3-cp312-cp312-musllinux_1_1_x86_64.whl",
                "musllinux_1_1_x86_64",
                "without musl on the machine it knows the newest policy only"),
        MUSL_CRYPTOGRAPHY(
                "cryptography-42.0.8-cp39-abi3-musllinux_1_1_x86_64.whl",
                "musllinux_1_1_x86_64",
                "without musl on the machine it knows the newest policy only"),
        MUSL_PSYCOPG2(
                "psycopg2_binary-2.9.9-cp311-cp311-musllinux_1_1_x86_64.whl",
                "musllinux_1_1_x86_64",
                "without musl on the machine it knows the newest policy only");

        private final String wheel;
        private final String tag;
        private final String reason;

        Difference(String wheel, String tag, String reason) {
            this.wheel = wheel;
            this.tag = tag;
            this.reason = reason;
        }

        static Optional<Difference> of(String wheel) {
            return List.of(values()).stream()
                    .filter(difference -> difference.wheel.equals(wheel))
                    .findFirst();
        }
    }

    @Test
    @Tag("slow")
    void smallWheelsHaveTheAnswersOfAuditwheel() throws IOException, InterruptedException {
        compare(Corpus.small());
    }

    @Test
    @Tag("full")
    void allWheelsHaveTheAnswersOfAuditwheel() throws IOException, InterruptedException {
        compare(Corpus.all());
    }

    @Test
    @Tag("slow")
    void theSameAnswerIsPrintedByAuditwheelsOwnSchema() throws IOException, InterruptedException {
        Path wheel = Corpus.small().stream()
                .filter(file -> file.getFileName().toString().startsWith("pyzmq-"))
                .findFirst()
                .orElseThrow();
        JsonNode ours = new ObjectMapper().readTree(WheelAuditor.audit(wheel).toAuditwheelJson());
        String printed = Oracles.auditwheel()
                .run(Path.of("").toAbsolutePath(), "auditwheel", "show", "--json", "--ldpaths", "", wheel.toString());
        JsonNode theirs =
                new ObjectMapper().readTree(printed.substring(printed.indexOf('{'), printed.lastIndexOf('}') + 1));

        assertThat(ours).isEqualTo(theirs);
    }

    private static void compare(List<Path> wheels) throws IOException {
        Map<String, JsonNode> answers = Corpus.answers().stream()
                .collect(Collectors.toMap(answer -> answer.get("wheel").asText(), Function.identity()));
        Map<String, String> wrong = new TreeMap<>();
        for (Path wheel : wheels) {
            AuditReport report = WheelAuditor.audit(wheel);
            JsonNode answer = Objects.requireNonNull(answers.get(report.wheel()), report.wheel());
            Optional<Difference> known = Difference.of(report.wheel());
            String expected = known.map(difference -> difference.tag).orElseGet(() -> text(answer, "overall"));
            String ours = report.verdict().map(Verdict::overall).orElse("error");
            if (!ours.equals(expected) || (known.isEmpty() && !isSame(report, answer))) {
                wrong.put(
                        report.wheel(),
                        ours + " instead of " + expected
                                + known.map(difference -> ": " + difference.reason)
                                        .orElse(""));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(wheels).hasSizeGreaterThan(25);
    }

    private static boolean isSame(AuditReport report, JsonNode answer) {
        if (answer.has("error") || report.verdict().isEmpty()) {
            return answer.has("error") && report.verdict().isEmpty();
        }
        Verdict verdict = report.verdict().get();
        String symbols = text(answer, "sym");
        return verdict.bySymbols().equals(symbols)
                && verdict.ucs2() == answer.get("ucs2").asBoolean()
                && verdict.pyfpe() == answer.get("pyfpe").asBoolean()
                && verdict.byIsa().startsWith("linux_") == answer.get("isa").asBoolean()
                && verdict.libraries().getOrDefault(symbols, List.of()).equals(strings(answer.get("external")))
                && versions(verdict).equals(versions(answer.get("versions")));
    }

    private static Map<String, List<String>> versions(Verdict verdict) {
        Map<String, List<String>> versions = new TreeMap<>();
        verdict.versions().forEach((library, names) -> versions.put(library, List.copyOf(names)));
        return versions;
    }

    private static Map<String, List<String>> versions(JsonNode node) {
        Map<String, List<String>> versions = new TreeMap<>();
        node.properties().forEach(entry -> versions.put(entry.getKey(), strings(entry.getValue())));
        return versions;
    }

    private static List<String> strings(JsonNode array) {
        TreeSet<String> strings = new TreeSet<>();
        array.forEach(node -> strings.add(node.asText()));
        return List.copyOf(strings);
    }

    private static String text(JsonNode answer, String field) {
        return answer.has(field) ? answer.get(field).asText() : "error";
    }
}
