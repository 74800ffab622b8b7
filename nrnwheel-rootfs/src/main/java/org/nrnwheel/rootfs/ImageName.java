package org.nrnwheel.rootfs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of an image in a registry, read as Docker reads it.
 *
 * @param registry host, perhaps with a port
 * @param repository the path within
 * @param reference a tag or a digest
 */
record ImageName(String registry, String repository, String reference) {
    private static final String HUB = "docker.io";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*";
    private static final Pattern NAME =
            Pattern.compile("(?:(?<registry>localhost(?::\\d+)?|[A-Za-z0-9.-]+[.:][A-Za-z0-9.:-]*"
                    + "|\\[[0-9a-fA-F:]+\\](?::\\d+)?)/)?"
                    + "(?<repository>" + COMPONENT + "(?:/" + COMPONENT + ")*)"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
                    + "(?:@(?<digest>sha256:[0-9a-f]{64}))?");

    static ImageName parse(String text) {
        Matcher matcher = NAME.matcher(text);
        if (!matcher.matches()) {
            throw new ImageRootException(
                    "neither a file nor a name of an image: '" + text + "'",
                    "Write HOST/REPOSITORY:TAG, or the path of an archive that is there.",
                    null);
        }
        String registry = Optional.ofNullable(matcher.group("registry")).orElse(HUB);
        String repository = matcher.group("repository");
        if (registry.equals(HUB) && !repository.contains("/")) {
            repository = "library/" + repository;
        }
        String tag = Optional.ofNullable(matcher.group("tag")).orElse("latest");
        return new ImageName(
                registry,
                repository,
                Optional.ofNullable(matcher.group("digest")).orElse(tag));
    }

    Optional<Sha256> digest() {
        return reference.startsWith("sha256:") ? Optional.of(Sha256.parse(reference)) : Optional.empty();
    }

    /** Returns the host that answers for the registry. */
    String host() {
        return registry.equals(HUB) ? "registry-1." + HUB : registry;
    }

    /** Returns the registry's name in Docker's {@code config.json}. */
    String accountKey() {
        return registry.equals(HUB) ? "https://index." + HUB + "/v1/" : registry;
    }
}
