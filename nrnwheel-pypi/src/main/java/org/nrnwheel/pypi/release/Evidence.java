package org.nrnwheel.pypi.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.testing.MatrixReport;
import org.nrnwheel.testing.TestReport;

/**
 * What was seen of wheels when they were tested.
 *
 * @param reports the tests
 */
record Evidence(List<TestReport> reports) {
    Evidence {
        reports = List.copyOf(reports);
    }

    /** Reads reports of tests, matrices and builds: files, or directories with files that end in {@code .json}. */
    static Evidence read(List<Path> paths) {
        List<TestReport> reports = new ArrayList<>();
        paths.forEach(path -> files(path).forEach(file -> reports.addAll(reports(file))));
        return new Evidence(reports);
    }

    /** The tests of a wheel by its content: a wheel that was changed after its test was not tested. */
    List<TestReport> of(String sha256) {
        return reports.stream()
                .filter(report -> report.wheelSha256().equals(sha256))
                .toList();
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(path, e.toString());
        }
    }

    private static List<TestReport> reports(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(file, e.toString());
        } catch (WheelException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    /** The three say by their fields which they are. */
    private static List<TestReport> parse(String json) {
        if (json.contains("\"cells\"")) {
            return MatrixReport.fromJson(json).cells().stream()
                    .flatMap(cell -> cell.report().stream())
                    .toList();
        } else if (json.contains("\"jobs\"")) {
            return BuildReport.fromJson(json).jobs().stream()
                    .flatMap(job -> job.tests().stream())
                    .toList();
        }
        return List.of(TestReport.fromJson(json));
    }

    private static InvalidRequestException unreadable(Path file, String why) {
        return new InvalidRequestException(
                "the evidence " + file + " cannot be read: " + why,
                "Give reports that nrnwheel test --json or nrnwheel build wrote.");
    }
}
