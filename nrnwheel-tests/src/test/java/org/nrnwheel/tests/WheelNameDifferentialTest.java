package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.tag.WheelName;

/** Our reading of wheels' names and their compressed tags against PyPI's packaging, the reference. */
@Tag("slow")
class WheelNameDifferentialTest {
    private static final int GENERATED = 3000;

    @TempDir
    private Path directory;

    @Test
    void readsNamesAndTagsAsPackagingDoes() throws IOException, InterruptedException {
        List<String> names = names();
        List<String> theirs = ask(names);
        assertThat(theirs).hasSameSizeAs(names).hasSizeGreaterThan(2000);
        assertThat(theirs).filteredOn(answer -> !answer.equals("!")).hasSizeGreaterThan(1500);
        for (int i = 0; i < names.size(); i++) {
            assertThat(read(names.get(i))).as(names.get(i)).isEqualTo(theirs.get(i));
        }
    }

    private static String read(String fileName) {
        try {
            WheelName name = WheelName.parse(fileName);
            String tags = name.tags().stream()
                    .map(org.nrnwheel.tag.Tag::toString)
                    .sorted()
                    .collect(Collectors.joining(" "));
            return name.project() + "\t" + name.parsedVersion() + "\t"
                    + name.build().orElse("") + "\t" + tags;
        } catch (IllegalArgumentException e) {
            return "!";
        }
    }

    private List<String> ask(List<String> names) throws IOException, InterruptedException {
        Path input = Files.writeString(directory.resolve("names"), String.join("\n", names));
        Path output = directory.resolve("answers");
        Path script = Files.writeString(directory.resolve("ask.py"), """
                import sys
                from packaging.utils import InvalidWheelFilename, parse_wheel_filename

                def read(text):
                    try:
                        name, version, build, tags = parse_wheel_filename(text)
                    except InvalidWheelFilename:
                        return "!"
                    return "\\t".join([name, str(version), "".join(map(str, build)), " ".join(sorted(map(str, tags)))])

                with open(sys.argv[1]) as file, open(sys.argv[2], "w") as answers:
                    answers.write("\\n".join(read(line) for line in file.read().split("\\n")))
                """);
        Oracles.auditwheel().run(directory, "python", script.toString(), input.toString(), output.toString());
        return Files.readAllLines(output);
    }

    private static List<String> names() {
        Random random = new Random(425);
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < GENERATED) {
            String name = name(random);
            names.add(random.nextInt(6) == 0 ? damaged(name, random) : name);
        }
        return new ArrayList<>(names);
    }

    private static String name(Random random) {
        return pick(random, "demo", "Demo_Pkg", "a.b", "NEURON_nightly", "x1", "zope.interface", "a_b.c")
                + "-"
                + pick(random, "1", "1.0", "v2", "1!2.0", "9.0.2.dev3+g12ab", "1.0rc1", "01.2", "2.0.post1", "1.0_1")
                + (random.nextInt(4) == 0 ? "-" + pick(random, "1", "2a", "10_x", "0") : "")
                + "-"
                + set(random, "cp311", "py3", "py2", "CP38", "pp310", "cp313t")
                + "-"
                + set(random, "cp311", "none", "abi3", "cp27mu", "CP38")
                + "-"
                + set(
                        random,
                        "any",
                        "manylinux_2_17_x86_64",
                        "manylinux2014_x86_64",
                        "musllinux_1_2_aarch64",
                        "macosx_11_0_arm64",
                        "linux_armv7l",
                        "Win_AMD64")
                + ".whl";
    }

    /** Structural damage: packaging lets through some characters that no tool writes, and we do not. */
    private static String damaged(String name, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> name.replaceFirst("-", "");
            case 1 -> name.replace(".whl", ".zip");
            case 2 -> name.replaceFirst("-", "__x-");
            case 3 -> name.replaceFirst("-[^-]+", "-latest");
            case 4 -> name.replaceFirst("(-[^-]+)", "$1-b1");
            default -> name.replaceFirst("(-[^-]+)", "$1-1-2-3");
        };
    }

    private static String set(Random random, String... choices) {
        Set<String> set = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            set.add(pick(random, choices));
        }
        return String.join(".", set);
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
