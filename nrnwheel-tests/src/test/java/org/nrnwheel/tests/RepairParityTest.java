package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.WheelRepairer;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.tag.WheelName;

/** Wheels built from their sdists and never repaired: our repair and auditwheel's give the same. */
class RepairParityTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"cffi", "pyyaml"})
    void smallWheelsAreRepairedAsByAuditwheel(String project) throws IOException, InterruptedException {
        compare(project);
    }

    @ParameterizedTest
    @Tag("full")
    @ValueSource(
            strings = {
                "psycopg2",
                "lxml",
                "pillow",
                "pycurl",
                "mysqlclient",
                "python-ldap",
                "pyproj",
                "shapely",
                "gmpy2",
                "pygit2"
            })
    void allWheelsAreRepairedAsByAuditwheel(String project) throws IOException, InterruptedException {
        compare(project);
    }

    private void compare(String project) throws IOException, InterruptedException {
        Path wheel = Samples.unrepaired(project);
        Path ours = repaired(WheelRepairer.nrnwheel(), wheel, "ours");
        Path theirs = repaired(WheelRepairer.auditwheel(), wheel, "theirs");
        assertThat(ours.getFileName()).isEqualTo(theirs.getFileName());
        Map<String, List<String>> dynamic = dynamic(ours);
        Map<String, List<String>> other = dynamic(theirs);
        Set<String> leaking = removeLeaks(other);
        assertThat(dynamic.keySet()).isEqualTo(other.keySet());
        dynamic.forEach((name, entries) -> assertThat(entries).describedAs(name).isEqualTo(other.get(name)));
        findsNothingNew(wheel, ours);
        assertThat(dynamic.keySet()).describedAs("something was grafted").anyMatch(name -> name.contains(".libs/"));
        String shown = Oracles.auditwheel()
                .run(directory, "auditwheel", "show", "--ldpaths", "", ours.toString())
                .replaceAll("\\s+", " ");
        String tag = shown.replaceFirst(".* following platform tag: \"([^\"]+)\".*", "$1");
        assertThat(WheelName.parse(ours.getFileName().toString()).platforms()).contains(tag);
        assertThat(repaired(WheelRepairer.nrnwheel(), wheel, "again")).hasSameBinaryContentAs(ours);
        changesNothingBut(leaking, theirs);
    }

    /** Files that need nothing grafted keep search paths of the build machine from auditwheel, and not from us. */
    private static Set<String> removeLeaks(Map<String, List<String>> dynamic) {
        Set<String> leaking = new TreeSet<>();
        dynamic.replaceAll((name, entries) -> {
            List<String> kept = entries.stream()
                    .filter(entry -> !entry.matches("\\(R(UN)?PATH\\) .*\\[(/[^:]*:?)+]"))
                    .toList();
            if (kept.size() < entries.size()) {
                leaking.add(name);
            }
            return kept;
        });
        return leaking;
    }

    /** What auditwheel repaired stays as it is, but for such paths and the order of RECORD. */
    private void changesNothingBut(Set<String> leaking, Path theirs) throws IOException, InterruptedException {
        assertThat(WheelRepairer.nrnwheel().plan(theirs).edits().keySet()).isEqualTo(leaking);
        Path twice = repaired(WheelRepairer.nrnwheel(), theirs, "twice");
        assertThat(twice.getFileName()).isEqualTo(theirs.getFileName());
        String before = unpacked(theirs).toString();
        String after = unpacked(twice).toString();
        List<String> diff = new ArrayList<>(List.of("diff", "-r", "--brief", "--exclude=RECORD", before, after));
        leaking.forEach(name -> diff.add("--exclude=" + Path.of(name).getFileName()));
        assertThat(Processes.run(directory, Map.of(), diff)).isEqualTo(new Processes.Result(0, ""));
    }

    private Path repaired(WheelRepairer repairer, Path wheel, String name) {
        Path to = directory.resolve(name);
        RepairReport report = repairer.with(BuildContext.standard()).repair(wheel, to);
        return to.resolve(report.fileName());
    }

    /** elfutils finds nothing wrong with files that it does not find, as often, with what they were made from. */
    private void findsNothingNew(Path wheel, Path ours) throws IOException, InterruptedException {
        Map<String, Path> before = new TreeMap<>();
        Path content = unpacked(wheel);
        libraries(content).forEach(file -> before.put(content.relativize(file).toString(), file));
        WheelRepairer.nrnwheel()
                .plan(wheel)
                .grafts()
                .forEach(graft -> before.put(graft.path(), Path.of(graft.source())));
        Path repaired = unpacked(ours);
        for (Path file : libraries(repaired)) {
            String name = repaired.relativize(file).toString();
            Path origin = Objects.requireNonNull(before.get(name), name);
            List<String> faults = new ArrayList<>(elflint(file));
            elflint(origin).forEach(faults::remove);
            assertThat(faults).describedAs("%s", file).isEmpty();
        }
    }

    /** The faults, without addresses. */
    private List<String> elflint(Path file) throws IOException, InterruptedException {
        List<String> argv = List.of("eu-elflint", "--gnu-ld", file.toString());
        return Processes.run(directory, Map.of("LC_ALL", "C"), argv)
                .output()
                .lines()
                .filter(line -> !line.equals("No errors"))
                .map(line -> line.replaceAll("0x[0-9a-f]+|\\d+", "N"))
                .toList();
    }

    /** What the dynamic sections of a wheel's files say, without the hashes in names and without addresses. */
    private Map<String, List<String>> dynamic(Path wheel) throws IOException, InterruptedException {
        Path content = unpacked(wheel);
        Map<String, List<String>> dynamic = new TreeMap<>();
        for (Path file : libraries(content)) {
            dynamic.put(withoutHash(content.relativize(file).toString()), entries(file));
        }
        return dynamic;
    }

    private Path unpacked(Path wheel) throws IOException, InterruptedException {
        Path content = Files.createTempDirectory(directory, "content");
        List<String> unpack = List.of("python3", "-m", "zipfile", "-e", wheel.toString(), content.toString());
        assertThat(Processes.run(directory, Map.of(), unpack).exit()).isZero();
        return content;
    }

    private static List<Path> libraries(Path content) throws IOException {
        try (Stream<Path> walk = Files.walk(content)) {
            return walk.filter(each -> each.toString().matches(".*[.]so([.].*)?"))
                    .sorted()
                    .toList();
        }
    }

    private List<String> entries(Path file) throws IOException, InterruptedException {
        Processes.Result read =
                Processes.run(directory, Map.of("LC_ALL", "C"), List.of("readelf", "-W", "-d", file.toString()));
        assertThat(read.exit()).describedAs(read.output()).isZero();
        List<String> entries = new ArrayList<>();
        for (String line : read.output().lines().toList()) {
            String text = line.strip();
            if (text.startsWith("0x")) {
                entries.add(withoutHash(text.replaceFirst("^0x\\w+ +", "")
                        .replaceFirst("(?<=\\)) +0x\\w+$", "")
                        .replaceFirst("\\(STRSZ\\).*", "(STRSZ)")));
            }
        }
        return entries.stream().sorted().toList();
    }

    private static String withoutHash(String text) {
        return text.replaceAll("-[0-9a-f]{8}(?=[.])", "");
    }
}
