package org.nrnwheel.request;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where to build, as data: a scheme and its settings, e.g. {@code host}, {@code container:IMAGE},
 * {@code slurm:partition=prod,constraint=volta}. Immutable.
 *
 * @param scheme the provider's scheme
 * @param settings settings by name; a setting without a name is kept under the empty name
 */
public record PlatformSpec(String scheme, Map<String, String> settings) {
    /**
     * Checks the scheme and copies the settings.
     *
     * @param scheme the scheme, of lower case letters
     * @param settings the settings
     */
    public PlatformSpec {
        if (!scheme.matches("[a-z][a-z0-9-]*")) {
            throw new InvalidRequestException(
                    "not a platform: '" + scheme + "'", "Name a scheme such as host or container:IMAGE.");
        }
        settings = Map.copyOf(settings);
    }

    /**
     * Reads a specification as the command line takes it.
     *
     * @param text {@code SCHEME}, {@code SCHEME:VALUE} or {@code SCHEME:NAME=VALUE,NAME=VALUE}
     * @return the specification
     */
    public static PlatformSpec parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new PlatformSpec(text, Map.of());
        }
        String rest = text.substring(colon + 1);
        if (!rest.matches("[A-Za-z_-]+=.*")) {
            return new PlatformSpec(text.substring(0, colon), Map.of("", rest));
        }
        Map<String, String> settings = new TreeMap<>();
        for (String setting : rest.split(",", -1)) {
            int equals = setting.indexOf('=');
            settings.put(
                    equals < 0 ? setting : setting.substring(0, equals),
                    equals < 0 ? "" : setting.substring(equals + 1));
        }
        return new PlatformSpec(text.substring(0, colon), settings);
    }

    /**
     * Returns the form that {@link #parse} reads.
     *
     * @return e.g. {@code container:IMAGE}
     */
    @Override
    public String toString() {
        if (settings.isEmpty()) {
            return scheme;
        }
        return scheme + ":"
                + new TreeMap<>(settings)
                        .entrySet().stream()
                                .map(e -> e.getKey().isEmpty() ? e.getValue() : e.getKey() + "=" + e.getValue())
                                .collect(Collectors.joining(","));
    }
}
