package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.diff.FileChange;
import org.nrnwheel.diff.FileState;
import org.nrnwheel.diff.LibraryChange;
import org.nrnwheel.diff.LibraryState;
import org.nrnwheel.diff.SetChange;
import org.nrnwheel.diff.WheelDiff;

/** Differences between published wheels against what unzip and readelf say of both. */
class WheelDiffOracleTest {
    /** Value, size, type, binding, visibility, other notes, section, name. */
    private static final Pattern SYMBOL = Pattern.compile(
            "\\s*\\d+: ([0-9a-f]+)\\s+\\w+\\s+\\w+\\s+(\\w+)\\s+(\\w+)\\s+(?:\\[.*?]\\s+)?(\\w+) (\\S+)(?: \\(\\d+\\))?");

    private static final Pattern DYNAMIC = Pattern.compile("\\((NEEDED|RPATH|RUNPATH|SONAME)\\).*\\[(.*)]");
    private static final Pattern MEMBER =
            Pattern.compile("[-?](\\S{9})\\s+\\S+\\s+\\S+\\s+(\\d+)\\s+\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s(.*)");

    @TempDir
    private Path directory;

    @Test
    @Tag("slow")
    void psycopg2() throws IOException, InterruptedException {
        WheelDiff diff = compare(
                wheel(Corpus.small(), "psycopg2_binary-2.8.6-cp38-cp38-manylinux1_x86_64.whl"),
                wheel(
                        Corpus.small(),
                        "psycopg2_binary-2.9.9-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"));

        assertThat(diff.before().version()).isEqualTo("2.8.6");
        assertThat(diff.after().version()).isEqualTo("2.9.9");
        assertThat(diff.after().bySymbols()).contains("manylinux_2_17_x86_64");
    }

    @Test
    @Tag("full")
    void neuron() throws IOException, InterruptedException {
        WheelDiff diff = compare(
                wheel(Corpus.all(), "NEURON-8.2.2-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"),
                wheel(Corpus.all(), "neuron-9.0.2-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl"));

        assertThat(diff.before().bySymbols()).contains("manylinux_2_17_x86_64");
        assertThat(diff.after().bySymbols()).contains("manylinux_2_27_x86_64");
        assertThat(diff.symbolVersions().added()).contains("libstdc++.so.6 GLIBCXX_3.4.22");
    }

    @Test
    @Tag("full")
    void numpy() throws IOException, InterruptedException {
        WheelDiff diff = compare(
                wheel(Corpus.all(), "numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"),
                wheel(Corpus.all(), "numpy-2.5.5-cp313-cp313-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl"));

        assertThat(diff.files()).extracting(FileChange::path).contains("numpy/_core/__init__.py");
    }

    private WheelDiff compare(Path old, Path changed) throws IOException, InterruptedException {
        WheelDiff diff = WheelDiff.between(old, changed);
        Path before = unpack(old, "old");
        Path after = unpack(changed, "new");
        files(diff, members(old), members(changed));
        requirements(diff, before, after);
        Set<String> compared = new HashSet<>();
        for (LibraryChange library : diff.libraries()) {
            Map<String, Set<String>> said = symbols(before, library.before());
            Map<String, Set<String>> says = symbols(after, library.after());
            check(library, said, says);
            library.before().map(LibraryState::path).ifPresent(compared::add);
            library.after().map(LibraryState::path).ifPresent(compared::add);
        }
        assertThat(compared).hasSizeGreaterThan(5);
        return diff;
    }

    private static void check(LibraryChange library, Map<String, Set<String>> said, Map<String, Set<String>> says) {
        Map<String, SetChange> ours = Map.of(
                "NEEDED", library.needed(),
                "PATH", library.searchPath(),
                "EXPORTED", library.exported(),
                "UNDEFINED", library.undefined());
        ours.forEach((kind, change) -> {
            assertThat(change.added())
                    .as("%s + %s", library.path(), kind)
                    .containsExactlyElementsOf(without(of(says, kind), of(said, kind)));
            assertThat(change.removed())
                    .as("%s - %s", library.path(), kind)
                    .containsExactlyElementsOf(without(of(said, kind), of(says, kind)));
        });
        assertThat(library.before().flatMap(LibraryState::soname).stream().toList())
                .containsExactlyElementsOf(of(said, "SONAME"));
        assertThat(library.after().flatMap(LibraryState::soname).stream().toList())
                .containsExactlyElementsOf(of(says, "SONAME"));
    }

    private static Set<String> of(Map<String, Set<String>> found, String kind) {
        return Objects.requireNonNull(found.get(kind));
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        Set<String> left = new TreeSet<>(names);
        left.removeAll(others);
        return left;
    }

    /** Every file of both wheels stands in the difference, or is the same in both by size, mode and path. */
    private static void files(WheelDiff diff, Map<String, String> before, Map<String, String> after) {
        Map<String, String> old = new HashMap<>();
        Map<String, String> changed = new HashMap<>();
        for (FileChange file : diff.files()) {
            file.before().ifPresent(state -> old.put(state.path(), described(state)));
            file.after().ifPresent(state -> changed.put(state.path(), described(state)));
        }
        assertThat(before).containsAllEntriesOf(old);
        assertThat(after).containsAllEntriesOf(changed);
        Map<String, String> sameBefore = new HashMap<>(before);
        Map<String, String> sameAfter = new HashMap<>(after);
        sameBefore.keySet().removeAll(old.keySet());
        sameAfter.keySet().removeAll(changed.keySet());
        assertThat(sameBefore).isEqualTo(sameAfter);
        assertThat(diff.before().unpacked()).isEqualTo(total(before));
        assertThat(diff.after().unpacked()).isEqualTo(total(after));
    }

    private static String described(FileState state) {
        return Integer.toOctalString(state.unixMode()) + " " + state.size();
    }

    private static long total(Map<String, String> members) {
        return members.values().stream()
                .mapToLong(text -> Long.parseLong(text.substring(text.indexOf(' ') + 1)))
                .sum();
    }

    private static void requirements(WheelDiff diff, Path before, Path after) throws IOException {
        Set<String> said = requires(before);
        Set<String> says = requires(after);
        assertThat(diff.requires().added()).containsExactlyElementsOf(without(says, said));
        assertThat(diff.requires().removed()).containsExactlyElementsOf(without(said, says));
    }

    private static Set<String> requires(Path unpacked) throws IOException {
        try (var found = Files.find(unpacked, 2, (path, attributes) -> path.endsWith("METADATA"))) {
            return Files.readString(found.findFirst().orElseThrow())
                    .lines()
                    .filter(line -> line.startsWith("Requires-Dist: "))
                    .map(line -> line.substring("Requires-Dist: ".length()))
                    .collect(Collectors.toSet());
        }
    }

    /** Octal mode and size by path, as zipinfo says. */
    private Map<String, String> members(Path wheel) throws IOException, InterruptedException {
        Map<String, String> members = new HashMap<>();
        for (String line : run("unzip", "-Z", "-s", wheel.toString()).lines().toList()) {
            Matcher matcher = MEMBER.matcher(line);
            if (matcher.matches()) {
                members.put(matcher.group(3), octal(matcher.group(1)) + " " + matcher.group(2));
            }
        }
        assertThat(members).isNotEmpty();
        return members;
    }

    private static String octal(String letters) {
        int mode = 0;
        for (int i = 0; i < letters.length(); i++) {
            mode = mode << 1 | (letters.charAt(i) == '-' ? 0 : 1);
        }
        return Integer.toOctalString(mode);
    }

    private Map<String, Set<String>> symbols(Path unpacked, Optional<LibraryState> library)
            throws IOException, InterruptedException {
        Map<String, Set<String>> found = new HashMap<>();
        for (String kind : List.of("NEEDED", "PATH", "SONAME", "EXPORTED", "UNDEFINED")) {
            found.put(kind, new TreeSet<>());
        }
        if (library.isPresent()) {
            String file = unpacked.resolve(library.get().path()).toString();
            run("readelf", "-W", "-d", "--dyn-syms", file).lines().forEach(line -> read(line, found));
        }
        return found;
    }

    private static void read(String line, Map<String, Set<String>> found) {
        Matcher dynamic = DYNAMIC.matcher(line);
        Matcher symbol = SYMBOL.matcher(line);
        if (dynamic.find()) {
            boolean path = dynamic.group(1).endsWith("PATH");
            for (String part : path ? dynamic.group(2).split(":", -1) : new String[] {dynamic.group(2)}) {
                of(found, path ? "PATH" : dynamic.group(1)).add(path ? dynamic.group(1) + " " + part : part);
            }
        } else if (symbol.matches()) {
            String name = symbol.group(5).replace("@@", "@");
            boolean visible = Set.of("DEFAULT", "PROTECTED").contains(symbol.group(3));
            // The linker makes a symbol of each version's name.
            boolean version = symbol.group(4).equals("ABS") && symbol.group(1).matches("0+") && !name.contains("@");
            boolean undefined = symbol.group(4).equals("UND");
            if (undefined && !symbol.group(2).equals("WEAK")) {
                of(found, "UNDEFINED").add(name);
            } else if (!undefined && !version && visible && !symbol.group(2).equals("LOCAL")) {
                of(found, "EXPORTED").add(name);
            }
        }
    }

    private Path unpack(Path wheel, String name) throws IOException, InterruptedException {
        run("unzip", "-q", "-d", name, wheel.toString());
        return directory.resolve(name);
    }

    private String run(String... argv) throws IOException, InterruptedException {
        Processes.Result result = Processes.run(directory, Map.of("LC_ALL", "C"), List.of(argv));
        assertThat(result.exit()).as("%s: %s", List.of(argv), result.output()).isZero();
        return result.output();
    }

    private static Path wheel(List<Path> corpus, String name) {
        return corpus.stream()
                .filter(file -> file.getFileName().toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
