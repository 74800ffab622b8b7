package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.pypi.PypiPublisher;
import org.nrnwheel.pypi.Repository;
import org.nrnwheel.testkit.FakeIndex;
import org.nrnwheel.testkit.FormPart;

/** The real twine and we send the same form for wheels of others. */
@Tag("slow")
class TwineFormTest {
    @TempDir
    private Path directory;

    @Test
    void theFieldsAreThoseOfTwine() throws IOException, InterruptedException {
        PythonTools twine = Oracles.twine();
        List<Path> wheels = different(Corpus.small());
        assertThat(wheels).hasSizeGreaterThanOrEqualTo(10);

        Map<String, List<FormPart>> theirs = new TreeMap<>();
        Map<String, List<FormPart>> ours = new TreeMap<>();
        try (FakeIndex index = FakeIndex.start()) {
            List<String> arguments = new ArrayList<>(List.of(
                    "upload",
                    "--non-interactive",
                    "--disable-progress-bar",
                    "--repository-url",
                    index.uploadUrl(),
                    "-u",
                    "u",
                    "-p",
                    "p"));
            wheels.forEach(wheel -> arguments.add(wheel.toString()));
            twine.run(directory, "twine", arguments.toArray(String[]::new));
            byFile(index, theirs);
        }
        try (FakeIndex index = FakeIndex.start()) {
            PypiPublisher.to(Repository.url(index.uploadUrl()))
                    .environment(Environment.system().withVariables(Map.of("HOME", directory.toString())))
                    .ledger(directory.resolve("ledger.jsonl"))
                    .publish(wheels);
            byFile(index, ours);
        }
        assertThat(ours.keySet()).isEqualTo(theirs.keySet()).hasSameSizeAs(wheels);
        theirs.forEach(
                (file, form) -> assertThat(ours.get(file)).describedAs(file).containsExactlyInAnyOrderElementsOf(form));
        assertThat(names(theirs)).contains("metadata_version", "requires_dist", "classifiers", "blake2_256_digest");
    }

    /** One wheel of each project, the smallest. */
    private static List<Path> different(List<Path> wheels) {
        Map<String, Path> byProject = new TreeMap<>();
        wheels.stream()
                .sorted(Comparator.comparing((Path wheel) -> wheel.toFile().length()))
                .forEach(wheel -> byProject.putIfAbsent(
                        String.valueOf(wheel.getFileName()).replaceFirst("-.*", ""), wheel));
        return byProject.values().stream().filter(Files::exists).toList();
    }

    private static void byFile(FakeIndex index, Map<String, List<FormPart>> forms) {
        for (List<FormPart> form : index.forms()) {
            String digest = form.stream()
                    .filter(part -> part.name().equals("sha256_digest"))
                    .findFirst()
                    .orElseThrow()
                    .text();
            forms.put(digest, form);
        }
    }

    private static Set<String> names(Map<String, List<FormPart>> forms) {
        Set<String> names = new TreeSet<>();
        forms.values().forEach(form -> form.forEach(part -> names.add(part.name())));
        return names;
    }
}
