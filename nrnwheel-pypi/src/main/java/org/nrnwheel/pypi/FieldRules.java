package org.nrnwheel.pypi;

import static java.util.Map.entry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nrnwheel.tag.Version;

/**
 * What PyPI asks of the fields of METADATA: the core metadata specification, as {@code packaging.metadata} checks it, and what the
 * index asks besides ({@code forklift/metadata.py}).
 */
final class FieldRules {
    private static final int SUMMARY = 512;
    private static final int LABEL = 32;
    private static final Pattern NAME = Pattern.compile("(?i)[A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9]");
    private static final Pattern LINE_BREAK = Pattern.compile("[\\n\\u000B\\f\\r\\u001C-\\u001E\\u0085\\u2028\\u2029]");
    /** A token of RFC 2045; in the name of a parameter without the characters of RFC 2231. */
    private static final String TOKEN = "[^\\s\"(),/:;<=>?@\\[\\\\\\]]+";

    private static final String NAME_OF_PARAMETER = "[^\\s\"(),/:;<=>?@\\[\\\\\\]*'%]+";
    private static final Pattern CONTENT_TYPE = Pattern.compile("(?i)(text/plain|text/x-rst|text/markdown)((?:\\s*;\\s*"
            + NAME_OF_PARAMETER + "\\s*=\\s*(?:\"[^\"]*\"|" + TOKEN + "))*)\\s*;?\\s*");
    private static final Pattern PARAMETER = Pattern.compile("(" + NAME_OF_PARAMETER + ")\\s*=\\s*\"?([^\\s;\"]*)\"?");
    private static final Pattern IDENTIFIER =
            Pattern.compile("[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}]*");
    private static final Pattern ADDRESS = Pattern.compile("(?:.*<)?([^<>\\s,]*)>?.*", Pattern.DOTALL);
    private static final Pattern EMAIL = Pattern.compile(
            "[^@\\s\"(),:;<>\\[\\]\\\\]+@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?\\.\\p{L}[\\p{L}\\p{N}-]*");
    private static final Set<String> KEYWORDS = Set.of(
            ("False None True and as assert async await break class continue def del elif else except finally for from global if"
                            + " import in is lambda nonlocal not or pass raise return try while with yield")
                    .split(" "));
    private static final Set<String> NOT_DYNAMIC = Set.of("name", "version", "metadata-version");
    /** Every field that there is, up to Metadata 2.5. */
    private static final Set<String> FIELDS = Set.of(
            "author",
            "author-email",
            "classifier",
            "description",
            "description-content-type",
            "download-url",
            "dynamic",
            "home-page",
            "import-name",
            "import-namespace",
            "keywords",
            "license",
            "license-expression",
            "license-file",
            "maintainer",
            "maintainer-email",
            "obsoletes",
            "obsoletes-dist",
            "platform",
            "project-url",
            "provides",
            "provides-dist",
            "provides-extra",
            "requires",
            "requires-dist",
            "requires-external",
            "requires-python",
            "summary",
            "supported-platform");

    /** Says what is wrong with a value, or nothing. */
    @FunctionalInterface
    private interface Rule {
        Optional<String> problem(String value);
    }

    private static final Map<String, Rule> RULES = Map.ofEntries(
            entry("name", FieldRules::name),
            entry("version", FieldRules::version),
            entry("summary", FieldRules::summary),
            entry("description-content-type", FieldRules::contentType),
            entry("dynamic", FieldRules::dynamic),
            entry("provides-extra", FieldRules::name),
            entry("requires-python", FieldRules::requiresPython),
            entry("requires-dist", FieldRules::requirement),
            entry("provides-dist", FieldRules::requirement),
            entry("obsoletes-dist", FieldRules::requirement),
            entry("import-name", FieldRules::importName),
            entry("import-namespace", FieldRules::importName),
            entry("license-expression", LicenseSyntax::problem),
            entry("license-file", FieldRules::licenseFile),
            entry("classifier", FieldRules::classifier),
            entry("project-url", FieldRules::projectUrl),
            entry("home-page", FieldRules::url),
            entry("download-url", FieldRules::url),
            entry("author-email", FieldRules::email),
            entry("maintainer-email", FieldRules::email));

    private FieldRules() {}

    /**
     * Says what is wrong with a value.
     *
     * @param field the field's name in lower case
     * @param value what stands there
     * @return a sentence without its full stop, or nothing
     */
    static Optional<String> problem(String field, String value) {
        Rule rule = RULES.get(field);
        return rule == null ? Optional.empty() : rule.problem(value);
    }

    private static Optional<String> name(String value) {
        return unless(NAME.matcher(value).matches(), "a name has letters, digits, and '.', '_', '-' between them");
    }

    private static Optional<String> version(String value) {
        Optional<Version> version = Version.find(value);
        if (version.isEmpty()) {
            return Optional.of("it is no version (PEP 440)");
        }
        return version.get().local().map(local -> "the local version +" + local + " is for no index");
    }

    private static Optional<String> summary(String value) {
        return LINE_BREAK.matcher(value).find()
                ? Optional.of("it must be one line")
                : unless(
                        value.codePointCount(0, value.length()) <= SUMMARY,
                        "it has more than " + SUMMARY + " characters");
    }

    private static Optional<String> contentType(String value) {
        Matcher type = CONTENT_TYPE.matcher(value.strip());
        if (!type.matches()) {
            return Optional.of("it must be text/plain, text/x-rst or text/markdown");
        }
        boolean markdown = type.group(1).equalsIgnoreCase("text/markdown");
        Matcher parameter = PARAMETER.matcher(type.group(2));
        while (parameter.find()) {
            String name = parameter.group(1).toLowerCase(Locale.ROOT);
            if (name.equals("charset") && !parameter.group(2).equalsIgnoreCase("UTF-8")) {
                return Optional.of("its charset must be UTF-8");
            } else if (markdown && name.equals("variant") && !parameter.group(2).matches("GFM|CommonMark")) {
                return Optional.of("its variant must be GFM or CommonMark");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> dynamic(String value) {
        String field = value.toLowerCase(Locale.ROOT);
        return NOT_DYNAMIC.contains(field)
                ? Optional.of("this field cannot be dynamic")
                : unless(FIELDS.contains(field), "there is no such field");
    }

    private static Optional<String> requiresPython(String value) {
        return unless(SpecifierSyntax.isValidSet(value), "these are no version specifiers (PEP 440)");
    }

    private static Optional<String> requirement(String value) {
        RequirementSyntax read = RequirementSyntax.of(value);
        return read.direct() ? Optional.of("an index takes no requirement with a URL") : read.problem();
    }

    /** A module, perhaps followed by {@code ; private} (PEP 794). */
    private static Optional<String> importName(String value) {
        String[] parts = value.split(";", 2);
        boolean module = Stream.of(parts[0].stripTrailing().split("\\.", -1))
                .allMatch(name -> IDENTIFIER.matcher(name).matches() && !KEYWORDS.contains(name));
        return unless(
                module && (parts.length == 1 || parts[1].stripLeading().equals("private")),
                "it must be a module, or a module followed by '; private'");
    }

    private static Optional<String> licenseFile(String value) {
        if (value.contains("..") || value.contains("*")) {
            return Optional.of("it must be the path of one file, without '..' and '*'");
        }
        return unless(
                !value.startsWith("/")
                        && !value.contains("\\")
                        && !value.matches("[A-Za-z]:.*")
                        && !value.matches(".*//.*|(\\./.*|.*/\\.(/.*)?|.*/)"),
                "it must be a relative path with '/' between its parts");
    }

    private static Optional<String> classifier(String value) {
        List<String> instead = IndexRules.CLASSIFIERS.get(value);
        if (instead == null) {
            return Optional.of("there is no such classifier");
        }
        return instead.isEmpty()
                ? Optional.empty()
                : Optional.of("it is deprecated; instead: " + String.join(", ", instead));
    }

    private static Optional<String> projectUrl(String value) {
        int comma = value.indexOf(',');
        String label = (comma < 0 ? value : value.substring(0, comma)).strip();
        String url = comma < 0 ? "" : value.substring(comma + 1).strip();
        if (label.isEmpty() || url.isEmpty()) {
            return Optional.of("it must be a label, a comma and a URL");
        }
        return label.codePointCount(0, label.length()) > LABEL
                ? Optional.of("its label has more than " + LABEL + " characters")
                : url(url);
    }

    private static Optional<String> url(String value) {
        try {
            String scheme = Objects.requireNonNullElse(new URI(value).getScheme(), "");
            return unless(scheme.matches("(?i)https?"), "it must be a URL that begins with https:// or http://");
        } catch (URISyntaxException e) {
            return Optional.of("it is no URL: " + e.getReason());
        }
    }

    private static Optional<String> email(String value) {
        Matcher address = ADDRESS.matcher(value.strip());
        String found = address.matches() ? address.group(1) : "";
        return unless(found.isEmpty() || EMAIL.matcher(found).matches(), "'" + found + "' is no address");
    }

    private static Optional<String> unless(boolean met, String problem) {
        return met ? Optional.empty() : Optional.of(problem);
    }
}
