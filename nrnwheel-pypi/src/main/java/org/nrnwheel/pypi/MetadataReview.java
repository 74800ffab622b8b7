package org.nrnwheel.pypi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.pypi.rst.Fault;
import org.nrnwheel.pypi.rst.Review;
import org.nrnwheel.tag.Version;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.CoreMetadata;
import org.nrnwheel.wheel.WheelFile;

/** What an index would say of a wheel's METADATA. Used by one thread, once. */
final class MetadataReview {
    private static final Set<String> ONCE = Set.of(
            "metadata-version",
            "name",
            "version",
            "summary",
            "description-content-type",
            "license-expression",
            "requires-python",
            "author",
            "author-email",
            "maintainer",
            "maintainer-email",
            "home-page",
            "download-url",
            "keywords",
            "license");
    private static final String LICENSES = "License ::";

    private final WheelFile wheel;
    private final CoreMetadata metadata;
    private final MetadataFields fields;
    private final List<Finding> findings = new ArrayList<>();

    MetadataReview(WheelFile wheel, CoreMetadata metadata) {
        this.wheel = wheel;
        this.metadata = metadata;
        this.fields = MetadataFields.parse(metadata.bytes());
    }

    List<Finding> findings() {
        version();
        fields.headers().forEach(this::field);
        fileName();
        licenses();
        labels();
        description();
        return List.copyOf(findings);
    }

    private void version() {
        String version = first("metadata-version");
        if (!UploadForm.VERSIONS.contains(version)) {
            invalid("Metadata-Version", version, "no index knows this version");
        }
    }

    private void field(String name, List<String> values) {
        if (ONCE.contains(name) && values.size() > 1) {
            invalid(spelled(name), values.size() + " values", "this field stands once at most");
        }
        for (String value : new TreeSet<>(values)) {
            FieldRules.problem(name, value).ifPresent(problem -> invalid(spelled(name), value, problem));
        }
    }

    private void fileName() {
        WheelName name = wheel.name();
        Optional<Version> version = Version.find(metadata.version());
        if (!name.project().equals(metadata.project())) {
            invalid("Name", metadata.name(), "the wheel's name says " + name.project());
        } else if (version.isPresent() && !version.get().equals(name.parsedVersion())) {
            invalid("Version", metadata.version(), "the wheel's name says " + name.version());
        } else if (!name.normalized().distribution().equals(name.distribution())) {
            findings.add(new Finding(
                    "unusual-file-name",
                    Severity.WARNING,
                    Optional.empty(),
                    "indexes want the name as " + name.normalized().distribution()
                            + " (PEP 427), and may refuse others some day",
                    "Rename it: nrnwheel repair writes names so."));
        }
    }

    /** PEP 639: an expression replaces the classifiers, and the files that it names are in the wheel. */
    private void licenses() {
        boolean expression = fields.headers().containsKey("license-expression");
        if (expression) {
            fields.headers().getOrDefault("classifier", List.of()).stream()
                    .filter(classifier -> classifier.startsWith(LICENSES))
                    .forEach(classifier ->
                            invalid("Classifier", classifier, "License-Expression says it already (PEP 639)"));
        }
        if (UploadForm.hasLicenseFiles(first("metadata-version"))) {
            for (String file : fields.headers().getOrDefault("license-file", List.of())) {
                String entry = wheel.distInfo() + "/licenses/" + file;
                if (!wheel.contains(entry)) {
                    invalid("License-File", file, "the wheel has no " + entry);
                }
            }
        }
    }

    private void labels() {
        List<String> urls = fields.headers().getOrDefault("project-url", List.of());
        long different = urls.stream()
                .map(url -> url.split(",", 2)[0].strip())
                .distinct()
                .count();
        if (different < urls.size()) {
            invalid("Project-URL", urls.size() + " values", "two have the same label");
        }
    }

    /** Markdown and plain text always render; without a type it is reStructuredText. */
    private void description() {
        String type = first("description-content-type").toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.startsWith("text/x-rst")) {
            return;
        }
        boolean text = !fields.body().isBlank();
        Optional<Fault> fault = text ? Review.fault(fields.body()) : Optional.empty();
        fault.ifPresent(found -> findings.add(new Finding(
                "description-not-rendered",
                Severity.ERROR,
                Optional.of(file()),
                "the description does not render as reStructuredText: its line " + found.line() + ": "
                        + found.problem(),
                type.isEmpty()
                        ? "Say what it is (Description-Content-Type: text/markdown), or correct it."
                        : "Correct it; docutils says more (twine check), or write Markdown.")));
        if (type.isEmpty() && fault.isEmpty() && (text || fields.headers().containsKey("description"))) {
            findings.add(new Finding(
                    "description-not-rendered",
                    Severity.ADVICE,
                    Optional.of(file()),
                    "Description-Content-Type is missing: the description is taken for reStructuredText",
                    "Say text/markdown or text/x-rst."));
        }
    }

    private void invalid(String field, String value, String problem) {
        String shown = value.length() > 100 ? value.substring(0, 100) + "…" : value;
        findings.add(new Finding(
                "invalid-metadata",
                Severity.ERROR,
                Optional.of(file()),
                field + ": " + shown.replaceAll("\\s+", " ") + ": " + problem,
                "Correct it in the project's pyproject.toml or setup.py, and build again."));
    }

    private String file() {
        return wheel.distInfo() + "/METADATA";
    }

    private String first(String name) {
        return fields.headers().getOrDefault(name, List.of("")).get(0).strip();
    }

    /** As the specification writes it: {@code Requires-Dist}. */
    private static String spelled(String field) {
        StringBuilder spelled = new StringBuilder();
        for (String part : field.split("-", -1)) {
            spelled.append(spelled.length() == 0 ? "" : "-")
                    .append(part.isEmpty() ? "" : Character.toUpperCase(part.charAt(0)))
                    .append(part.isEmpty() ? "" : part.substring(1));
        }
        return spelled.toString().replace("-Url", "-URL");
    }
}
