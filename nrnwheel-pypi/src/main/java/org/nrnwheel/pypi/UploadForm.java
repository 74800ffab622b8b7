package org.nrnwheel.pypi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nrnwheel.wheel.CoreMetadata;
import org.nrnwheel.wheel.InvalidWheelException;
import org.nrnwheel.wheel.WheelFile;

/**
 * What the legacy upload API is told of a wheel: the fields that twine 7 sends (its {@code package.py}), with the names that PyPI's
 * {@code forklift/legacy.py} reads. MD5 is not among them any more.
 *
 * @param fields the fields but for the file itself, in order; some names stand several times
 */
record UploadForm(List<Field> fields) {
    /** A field of the form. */
    record Field(String name, String value) {}

    /** Form fields by METADATA's, where one differs from the other by more than case and hyphens. */
    private static final Map<String, String> RENAMED =
            Map.of("classifier", "classifiers", "project-url", "project_urls");

    /** Those that are sent as they stand. Import-Name and Import-Namespace (Metadata 2.5) are not: twine does not either. */
    private static final Set<String> SENT = Set.of(
            "metadata-version",
            "version",
            "platform",
            "summary",
            "home-page",
            "author",
            "author-email",
            "license",
            "supported-platform",
            "download-url",
            "classifier",
            "requires",
            "provides",
            "obsoletes",
            "maintainer",
            "maintainer-email",
            "requires-dist",
            "provides-dist",
            "obsoletes-dist",
            "requires-python",
            "requires-external",
            "description-content-type",
            "provides-extra",
            "dynamic",
            "license-expression",
            "description");

    /** What PyPI's packaging library accepts. */
    static final Set<String> VERSIONS = Set.of("1.0", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6");
    /** License-File means something since this version; before, setuptools wrote it all the same. */
    private static final Set<String> WITHOUT_LICENSE_FILES = Set.of("1.0", "1.1", "1.2", "2.1", "2.2", "2.3");

    static boolean hasLicenseFiles(String metadataVersion) {
        return !WITHOUT_LICENSE_FILES.contains(metadataVersion);
    }

    UploadForm {
        fields = List.copyOf(fields);
    }

    /**
     * Reads a wheel, but for its hashes.
     *
     * @throws InvalidWheelException when it is no valid one, or its metadata are of an unknown version
     */
    static UploadForm of(Path file, Optional<String> attestations) {
        try (WheelFile wheel = WheelFile.open(file)) {
            CoreMetadata metadata = wheel.metadata();
            List<Field> fields = new ArrayList<>(metadata(file, metadata));
            fields.add(new Field("name", metadata.name().replaceAll("[^A-Za-z0-9.]+", "-")));
            fields.add(new Field("pyversion", String.join(".", wheel.name().pythons())));
            fields.add(new Field("filetype", "bdist_wheel"));
            attestations.ifPresent(text -> fields.add(new Field("attestations", text)));
            fields.add(new Field(":action", "file_upload"));
            fields.add(new Field("protocol_version", "1"));
            return new UploadForm(fields);
        }
    }

    /** Adds the file's hashes. */
    UploadForm with(Hashes hashes) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field("sha256_digest", hashes.sha256()));
        more.add(new Field("blake2_256_digest", hashes.blake2()));
        return new UploadForm(more);
    }

    private static List<Field> metadata(Path file, CoreMetadata metadata) {
        MetadataFields parsed;
        try {
            parsed = MetadataFields.parse(metadata.bytes());
        } catch (IllegalArgumentException e) {
            throw new InvalidWheelException(file, String.valueOf(e.getMessage()), e);
        }
        String version = first(parsed, "metadata-version");
        if (!VERSIONS.contains(version)) {
            throw new InvalidWheelException(file, "Metadata-Version is " + version + ", which no index knows", null);
        }
        List<Field> fields = new ArrayList<>();
        parsed.headers()
                .forEach((name, values) -> values.stream()
                        .flatMap(value -> sent(name, value, version))
                        .forEach(fields::add));
        if (!parsed.body().isEmpty()) {
            fields.add(new Field("description", parsed.body()));
        }
        return fields;
    }

    private static Stream<Field> sent(String name, String value, String version) {
        return switch (name) {
            case "keywords" -> Stream.of(new Field(name, keywords(value)));
            case "project-url" -> Stream.of(new Field("project_urls", labelled(value)));
            case "license-file" ->
                WITHOUT_LICENSE_FILES.contains(version) ? Stream.empty() : Stream.of(new Field("license_file", value));
            default ->
                SENT.contains(name)
                        ? Stream.of(new Field(RENAMED.getOrDefault(name, name.replace('-', '_')), value))
                        : Stream.empty();
        };
    }

    private static String keywords(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip).collect(Collectors.joining(", "));
    }

    private static String labelled(String value) {
        int comma = value.indexOf(',');
        return comma < 0
                ? value.strip() + ", "
                : value.substring(0, comma).strip() + ", "
                        + value.substring(comma + 1).strip();
    }

    private static String first(MetadataFields fields, String name) {
        return fields.headers().getOrDefault(name, List.of("")).get(0);
    }
}
