package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        assertThat(dynamic).isEqualTo(dynamic(theirs));
        assertThat(faults(ours)).describedAs("what elfutils finds").isEqualTo(faults(wheel));
        assertThat(dynamic.keySet()).describedAs("something was grafted").anyMatch(name -> name.contains(".libs/"));
        String shown = Oracles.auditwheel()
                .run(directory, "auditwheel", "show", "--ldpaths", "", ours.toString())
                .replaceAll("\\s+", " ");
        String tag = shown.replaceFirst(".* following platform tag: \"([^\"]+)\".*", "$1");
        assertThat(WheelName.parse(ours.getFileName().toString()).platforms()).contains(tag);
        assertThat(repaired(WheelRepairer.nrnwheel(), wheel, "again")).hasSameBinaryContentAs(ours);
    }

    private Path repaired(WheelRepairer repairer, Path wheel, String name) {
        Path to = directory.resolve(name);
        RepairReport report = repairer.with(BuildContext.standard()).repair(wheel, to);
        return to.resolve(report.fileName());
    }

    /** What elfutils finds wrong with a wheel's own files and with those of the system that were grafted, without addresses. */
    private Map<String, List<String>> faults(Path wheel) throws IOException, InterruptedException {
        Map<String, List<String>> faults = new TreeMap<>();
        for (Path file : libraries(unpacked(wheel))) {
            boolean grafted = file.toString().contains(".libs/");
            if (!grafted) {
                faults.put(file.getFileName().toString(), elflint(file));
            } else {
                assertThat(elflint(file)).describedAs("%s", file).isEqualTo(elflint(original(file)));
            }
        }
        return faults;
    }

    /** The file of this system that was grafted. */
    private Path original(Path grafted) throws IOException, InterruptedException {
        String name = withoutHash(grafted.getFileName().toString());
        List<String> find = List.of("find", "/usr/lib", "/lib", "-name", name, "-print", "-quit");
        return Path.of(Processes.run(directory, Map.of(), find).output().strip());
    }

    private List<String> elflint(Path file) throws IOException, InterruptedException {
        List<String> argv = List.of("eu-elflint", "--gnu-ld", file.toString());
        return Processes.run(directory, Map.of("LC_ALL", "C"), argv)
                .output()
                .lines()
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
