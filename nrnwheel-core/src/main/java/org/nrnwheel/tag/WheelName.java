package org.nrnwheel.tag;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A wheel's file name, taken apart (PEP 427; "Binary distribution format"). The parts are kept as they are spelled, so
 * that {@link #fileName()} gives the same name again. Immutable.
 *
 * @param distribution the escaped distribution name, e.g. {@code neuron_nightly}
 * @param version the version as spelled; a valid one (PEP 440)
 * @param build the build tag, which begins with a digit, or nothing
 * @param pythons the python tags, at least one
 * @param abis the ABI tags, at least one
 * @param platforms the platform tags, at least one
 */
public record WheelName(
        String distribution,
        String version,
        Optional<String> build,
        List<String> pythons,
        List<String> abis,
        List<String> platforms) {
    private static final String SUFFIX = ".whl";

    /**
     * Checks every part.
     */
    public WheelName {
        if (!distribution.matches("[A-Za-z0-9](?:[A-Za-z0-9._]*[A-Za-z0-9])?") || distribution.contains("__")) {
            throw new IllegalArgumentException("not an escaped distribution name: '" + distribution + "'");
        }
        Version.parse(version);
        if (version.contains("-") || !version.strip().equals(version)) {
            throw new IllegalArgumentException("not an escaped version: '" + version + "'");
        }
        build.ifPresent(WheelName::checkBuild);
        pythons = checkTags(pythons);
        abis = checkTags(abis);
        platforms = checkTags(platforms);
        Tag.refuseTooMany(pythons, abis, platforms);
    }

    /**
     * Takes a file name apart.
     *
     * @param fileName a file name without directories
     * @return its parts
     * @throws IllegalArgumentException when it is not the name of a wheel; the message says why
     */
    public static WheelName parse(String fileName) {
        if (!fileName.endsWith(SUFFIX)) {
            throw new IllegalArgumentException("not a wheel's name, it does not end with .whl: " + fileName);
        }
        String[] parts =
                fileName.substring(0, fileName.length() - SUFFIX.length()).split("-", -1);
        if (parts.length != 5 && parts.length != 6) {
            throw new IllegalArgumentException("not a wheel's name, it has not 5 or 6 parts: " + fileName);
        }
        try {
            return of(parts);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a wheel's name, " + fileName + ": " + e.getMessage(), e);
        }
    }

    /**
     * Normalises a project's name (PEP 503): lower case, runs of {@code -}, {@code _} and {@code .} become one hyphen.
     *
     * @param name any spelling
     * @return the normalised name, e.g. {@code neuron-nightly}
     */
    public static String normalize(String name) {
        return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    private static WheelName of(String[] parts) {
        int tags = parts.length - 3;
        return new WheelName(
                parts[0],
                parts[1],
                tags == 3 ? Optional.of(parts[2]) : Optional.empty(),
                Tag.split(parts[tags]),
                Tag.split(parts[tags + 1]),
                Tag.split(parts[tags + 2]));
    }

    private static void checkBuild(String build) {
        if (!build.matches("[0-9][A-Za-z0-9_.]*")) {
            throw new IllegalArgumentException("not a build tag, which begins with a digit: '" + build + "'");
        }
    }

    private static List<String> checkTags(List<String> tags) {
        tags.forEach(Tag::check);
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("a tag is missing");
        }
        return List.copyOf(tags);
    }

    /**
     * Returns the project's normalised name (PEP 503).
     *
     * @return e.g. {@code neuron-nightly}
     */
    public String project() {
        return normalize(distribution);
    }

    /**
     * Returns the version, which compares.
     *
     * @return the version
     */
    public Version parsedVersion() {
        return Version.parse(version);
    }

    /**
     * Expands the compressed tag sets.
     *
     * @return all tags, at least one
     */
    public Set<Tag> tags() {
        return Tag.expand(pythons, abis, platforms);
    }

    /**
     * Says whether the wheel is bound to no platform.
     *
     * @return whether {@code any} is its only platform tag
     */
    public boolean isPure() {
        return platforms.stream().allMatch("any"::equalsIgnoreCase);
    }

    /**
     * Makes the name with normalised spelling: distribution and version as today's tools write them, tags in lower case,
     * sorted, each once. Two names of the same wheel are equal then.
     *
     * @return the normalised name
     */
    public WheelName normalized() {
        return new WheelName(
                project().replace('-', '_'),
                parsedVersion().toString(),
                build,
                normalizedTags(pythons),
                normalizedTags(abis),
                normalizedTags(platforms));
    }

    /**
     * Makes this name with other platform tags.
     *
     * @param changed the platform tags
     * @return the changed name
     */
    public WheelName withPlatforms(List<String> changed) {
        return new WheelName(distribution, version, build, pythons, abis, changed);
    }

    /**
     * Writes the file name.
     *
     * @return e.g. {@code demo-1.0-cp311-cp311-linux_x86_64.whl}
     */
    public String fileName() {
        return distribution + "-" + version + build.map(b -> "-" + b).orElse("") + "-" + String.join(".", pythons) + "-"
                + String.join(".", abis) + "-" + String.join(".", platforms) + SUFFIX;
    }

    private static List<String> normalizedTags(List<String> tags) {
        return tags.stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .sorted()
                .distinct()
                .collect(Collectors.toList());
    }

    @Override
    public String toString() {
        return fileName();
    }
}
