package org.nrnwheel.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PlatformSpec;

/**
 * How containers are made, as {@code container:IMAGE} or {@code container:image=IMAGE,memory=4g,…} says. Immutable.
 *
 * @param image the image's name; empty when none is given
 * @param source where the source tree appears
 * @param mountSource whether the tree itself is mounted there, writable, instead of a copy
 * @param network the engine's network, e.g. {@code host}
 * @param memory the limit in bytes
 * @param cpus how many processors
 * @param user the user that commands run as
 * @param certificates the bundle of certificates, instead of this host's
 * @param gpus {@code none}, {@code all} or names of the Container Device Interface; nothing: what the engine has
 * @param tmpfs how many bytes the source tree and the environment may each take of the engine's memory; 0: they are on its disk;
 *     nothing: in memory where the engine has much of it
 * @param mounts directories of the engine's host
 */
record ContainerSettings(
        String image,
        String source,
        boolean mountSource,
        Optional<String> network,
        Optional<Long> memory,
        Optional<Double> cpus,
        Optional<String> user,
        Optional<Path> certificates,
        Optional<String> gpus,
        Optional<Long> tmpfs,
        List<ContainerMount> mounts) {
    static final String SCHEME = "container";
    private static final String SOURCE = "/root/nrn";
    /** Stands between several values of one setting. */
    static final String MANY = ";";

    private static final Set<String> NAMES = Set.of(
            "", "image", "source", "mount-source", "network", "memory", "cpus", "user", "ca", "gpus", "tmpfs", "mount");
    private static final String CDI_NAME = "[\\w.-]+/[\\w.-]+=[\\w.:-]+";
    private static final Pattern GPUS = Pattern.compile("none|all|" + CDI_NAME + "(;" + CDI_NAME + ")*");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kmgKMG]?)");

    ContainerSettings {
        mounts = List.copyOf(mounts);
        if (!source.matches("/[^:,]+")) {
            throw new InvalidRequestException(
                    "not a place for the source tree: " + source, "Give an absolute path without colon and comma.");
        }
        if (cpus.filter(number -> !(number > 0)).isPresent()
                || memory.filter(bytes -> bytes <= 0).isPresent()) {
            throw new InvalidRequestException("limits of a container must be positive", "Leave them out for none.");
        }
        gpus.filter(text -> !GPUS.matcher(text).matches()).ifPresent(text -> {
            throw new InvalidRequestException(
                    "not GPUs: " + text, "Write none, all, or CDI names such as nvidia.com/gpu=0;nvidia.com/gpu=1.");
        });
    }

    static ContainerSettings of(String image) {
        return new ContainerSettings(
                image,
                SOURCE,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static ContainerSettings of(PlatformSpec spec) {
        Map<String, String> given = spec.settings();
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new InvalidRequestException(
                    "containers have no setting '" + String.join("', '", unknown) + "'",
                    "Take some of: "
                            + NAMES.stream().filter(n -> !n.isEmpty()).sorted().collect(Collectors.joining(", ")));
        }
        Optional<String> mounts = Optional.ofNullable(given.get("mount"));
        return new ContainerSettings(
                given.getOrDefault("", given.getOrDefault("image", "")),
                given.getOrDefault("source", SOURCE),
                given.containsKey("mount-source") && !given.get("mount-source").equals("false"),
                Optional.ofNullable(given.get("network")),
                Optional.ofNullable(given.get("memory")).map(ContainerSettings::bytes),
                Optional.ofNullable(given.get("cpus")).map(ContainerSettings::number),
                Optional.ofNullable(given.get("user")),
                Optional.ofNullable(given.get("ca")).map(Path::of),
                Optional.ofNullable(given.get("gpus")),
                Optional.ofNullable(given.get("tmpfs")).map(ContainerSettings::bytes),
                mounts.stream()
                        .flatMap(text -> Pattern.compile(MANY).splitAsStream(text))
                        .map(ContainerMount::parse)
                        .toList());
    }

    ContainerSettings withImage(String name) {
        return with("image", name);
    }

    /** Makes these settings with one changed, as a specification names and writes it. */
    ContainerSettings with(String name, String value) {
        Map<String, String> settings = new TreeMap<>(spec().settings());
        String unnamed = settings.remove("");
        settings.putIfAbsent("image", unnamed == null ? image : unnamed);
        settings.put(name, value);
        return of(new PlatformSpec(SCHEME, settings));
    }

    ContainerSettings withMount(ContainerMount mount) {
        String before = mounts.stream().map(ContainerMount::toString).collect(Collectors.joining(MANY));
        return with("mount", before.isEmpty() ? mount.toString() : before + MANY + mount);
    }

    PlatformSpec spec() {
        Map<String, String> settings = new TreeMap<>();
        if (!source.equals(SOURCE)) {
            settings.put("source", source);
        }
        if (mountSource) {
            settings.put("mount-source", "true");
        }
        network.ifPresent(value -> settings.put("network", value));
        memory.ifPresent(value -> settings.put("memory", Long.toString(value)));
        cpus.ifPresent(value -> settings.put("cpus", Double.toString(value)));
        user.ifPresent(value -> settings.put("user", value));
        certificates.ifPresent(value -> settings.put("ca", value.toString()));
        gpus.ifPresent(value -> settings.put("gpus", value));
        tmpfs.ifPresent(value -> settings.put("tmpfs", value.toString()));
        if (!mounts.isEmpty()) {
            settings.put("mount", mounts.stream().map(ContainerMount::toString).collect(Collectors.joining(MANY)));
        }
        settings.put(settings.isEmpty() ? "" : "image", image);
        return new PlatformSpec(SCHEME, settings);
    }

    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidRequestException("not an amount of memory: " + text, "Write bytes, or 512m, or 4g.");
        }
        int shift = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
    }

    private static double number(String text) {
        if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
            throw new InvalidRequestException("not a number of processors: " + text, "Write 2 or 1.5.");
        }
        return Double.parseDouble(text);
    }
}
