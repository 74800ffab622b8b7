package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.tag.Version;

/** Our reading and ordering of versions against PyPI's packaging, the reference. */
@Tag("slow")
class VersionDifferentialTest {
    private static final int GENERATED = 4000;

    private static final List<String> PICKED = List.of(
            "",
            "1",
            "v1",
            "V1.0",
            "1.",
            ".1",
            "1..0",
            "1.0.0.0",
            "0",
            "00",
            "0.0",
            "0!0",
            "1!0",
            "1!",
            "!1",
            "1.0-1",
            "1.0-1-1",
            "1.0-",
            "1.0.post",
            "1.0post1",
            "1.0.post-1",
            "1.0-post.1",
            "1.0r",
            "1.0rev2",
            "1.0.r3",
            "1.0a",
            "1.0alpha",
            "1.0.alpha.1",
            "1.0a-1",
            "1.0a.1.post2.dev3",
            "1.0c1",
            "1.0rc1",
            "1.0pre1",
            "1.0preview1",
            "1.0.dev",
            "1.0dev1",
            "1.0-dev-1",
            "1.0.dev1.post1",
            "1.0.post1.dev1",
            "1.0.dev1a1",
            "1.0+local",
            "1.0+1",
            "1.0+a.b-c_d",
            "1.0+",
            "1.0+.a",
            "1.0+a.",
            "1.0+a+b",
            "1.0+A.0001",
            "1.0+001",
            "1.0a1+x",
            "1.0 ",
            " 1.0",
            "1 .0",
            "1.0\t",
            "latest",
            "1.0.x",
            "2012.4",
            "2012q1",
            "8.2.6",
            "8.2.6.dev12+gdeadbee",
            "9.0a0",
            "1e5",
            "1.0.0.0.1",
            "99999999999999999999999",
            "1.99999999999999999999999",
            "1.0rc99999999999999999999999",
            "1.0_1",
            "1_0",
            "1.0__a1",
            "1.0a__1",
            "1.0.a.1",
            "1.0-a-1-post-1-dev-1",
            "1.0+ubuntu-1.2_3",
            "1.0.POST1");

    @TempDir
    private Path directory;

    @Test
    void readsAndOrdersVersionsAsPackagingDoes() throws IOException, InterruptedException {
        List<String> cases = cases();
        assertThat(cases).hasSizeGreaterThan(2000);
        List<String> theirs = ask(cases);
        for (int i = 0; i < cases.size(); i++) {
            String[] answer = theirs.get(i).split("\t", -1);
            Optional<Version> ours = Version.find(cases.get(i));
            assertThat(ours.map(Version::toString).orElse("!"))
                    .as("'%s'", cases.get(i))
                    .isEqualTo(answer[0]);
            Optional<Version> next = Version.find(cases.get((i + 1) % cases.size()));
            if (ours.isPresent() && next.isPresent()) {
                assertThat(Integer.signum(ours.get().compareTo(next.get())))
                        .as("'%s' against '%s'", ours.get(), next.get())
                        .isEqualTo(Integer.parseInt(answer[1]));
                assertThat(ours.equals(next)).isEqualTo(answer[1].equals("0"));
                assertThat(ours.get().isPrerelease()).isEqualTo(answer[2].equals("True"));
            }
        }
    }

    private List<String> ask(List<String> cases) throws IOException, InterruptedException {
        PythonTools tools = PythonTools.install(directory.resolve("venv"), "packaging");
        Path input = Files.writeString(directory.resolve("cases"), String.join("\n", cases));
        Path output = directory.resolve("answers");
        Path script = Files.writeString(directory.resolve("ask.py"), """
                import sys
                from packaging.version import InvalidVersion, Version

                def read(text):
                    try:
                        return Version(text)
                    except InvalidVersion:
                        return None

                with open(sys.argv[1], newline="\\n") as file:
                    versions = [read(line) for line in file.read().split("\\n")]
                with open(sys.argv[2], "w") as file:
                    for a, b in zip(versions, versions[1:] + versions[:1]):
                        if a is None:
                            print("!", "", "", sep="\\t", file=file)
                        else:
                            order = "" if b is None else (a > b) - (a < b)
                            print(a, order, a.is_prerelease, sep="\\t", file=file)
                """);
        tools.run(directory, "python", script.toString(), input.toString(), output.toString());
        return Files.readAllLines(output);
    }

    private static List<String> cases() {
        Random random = new Random(440);
        Set<String> generated = new LinkedHashSet<>(PICKED);
        while (generated.size() < PICKED.size() + GENERATED) {
            generated.add(random.nextInt(5) == 0 ? damaged(version(random), random) : version(random));
        }
        return new ArrayList<>(generated);
    }

    private static String version(Random random) {
        StringBuilder text = new StringBuilder();
        maybe(random, 8, text, pick(random, "v", "V", "1!", "0!", "2!"));
        text.append(pick(random, "0", "1", "1", "2", "10", "01"));
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append('.').append(pick(random, "0", "0", "1", "2", "10", "002", "2024"));
        }
        maybe(random, 3, text, part(random, "a", "b", "rc", "c", "alpha", "beta", "pre", "preview", "RC", "A"));
        maybe(
                random,
                3,
                text,
                random.nextInt(3) == 0 ? "-" + number(random) : part(random, "post", "rev", "r", "POST"));
        maybe(random, 3, text, part(random, "dev", "DEV"));
        maybe(
                random,
                4,
                text,
                "+" + pick(random, "abc", "1", "01", "a.1", "1.a", "a-b_c", "UPPER", "10", "2", "a.b.1"));
        return text.toString();
    }

    private static String part(Random random, String... letters) {
        return separator(random)
                + pick(random, letters)
                + (random.nextInt(4) == 0 ? "" : separator(random) + number(random));
    }

    private static String damaged(String version, Random random) {
        int at = random.nextInt(version.length() + 1);
        return random.nextBoolean() && at < version.length()
                ? version.substring(0, at) + version.substring(at + 1)
                : version.substring(0, at)
                        + pick(random, ".", "-", "_", "+", "!", "x", "a", "0", " ", "post")
                        + version.substring(at);
    }

    private static String separator(Random random) {
        return pick(random, "", "", "", ".", "-", "_");
    }

    private static String number(Random random) {
        return pick(random, "0", "1", "2", "10", "007");
    }

    private static void maybe(Random random, int oneIn, StringBuilder text, String part) {
        if (random.nextInt(oneIn) == 0) {
            text.append(part);
        }
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
