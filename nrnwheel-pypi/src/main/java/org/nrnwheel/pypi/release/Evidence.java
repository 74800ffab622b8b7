package org.nrnwheel.pypi.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.json.InvalidJsonException;
import org.nrnwheel.json.Json;
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

    /**
     * One of the three that hold tests.
     *
     * @param fields the fields, beside the version of their schema, that say which it is
     * @param tests reads the tests
     */
    private record Kind(List<String> fields, Function<String, List<TestReport>> tests) {
        boolean is(JsonNode document) {
            return document.has("schemaVersion") && fields.stream().allMatch(document::has);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(List.of("suite", "sha256", "checks"), json -> List.of(TestReport.fromJson(json))),
            new Kind(
                    List.of("systems", "cells"),
                    json -> MatrixReport.fromJson(json).cells().stream()
                            .flatMap(cell -> cell.report().stream())
                            .toList()),
            new Kind(
                    List.of("wheelhouse", "successful", "jobs"),
                    json -> BuildReport.fromJson(json).jobs().stream()
                            .flatMap(job -> job.tests().stream())
                            .toList()));

    /**
     * Reads reports of tests, matrices and builds: files, or what directories hold in files that end in {@code .json}. Beside reports a
     * directory may hold anything; a file that is named must be one.
     */
    static Evidence read(List<Path> paths) {
        List<TestReport> reports = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files(path).forEach(file -> reports.addAll(reports(file).orElse(List.of())));
            } else {
                reports.addAll(reports(path)
                        .orElseThrow(() -> unreadable(path, "it is no report of a test, a matrix or a build")));
            }
        }
        return new Evidence(reports);
    }

    /** The tests of a wheel by its content: a wheel that was changed after its test was not tested. */
    List<TestReport> of(String sha256) {
        return reports.stream()
                .filter(report -> report.wheelSha256().equals(sha256))
                .toList();
    }

    private static List<Path> files(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(path, e.toString());
        }
    }

    /** The tests of a report, or nothing when it is something else. A report that cannot be read may tell of a failure: an error. */
    private static Optional<List<TestReport>> reports(Path file) {
        String json = text(file);
        try {
            JsonNode document = Json.tree(json);
            return KINDS.stream().filter(kind -> kind.is(document)).findFirst().map(kind -> read(file, json, kind));
        } catch (InvalidJsonException e) {
            return Optional.empty();
        }
    }

    private static List<TestReport> read(Path file, String json, Kind kind) {
        try {
            return kind.tests().apply(json);
        } catch (WheelException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    /** What is in no encoding is no JSON either: such bytes make no report. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e.toString());
        }
    }

    private static InvalidRequestException unreadable(Path file, String why) {
        return new InvalidRequestException(
                "the evidence " + file + " cannot be read: " + why,
                "Give reports that nrnwheel test --json or nrnwheel build wrote, or directories with them.");
    }
}
