package org.nrnwheel.pypi.release;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nrnwheel.tag.WheelName;

/**
 * A place in a release that a wheel fills.
 *
 * @param project the normalised name of the project (PEP 503)
 * @param python the Python tag, e.g. {@code cp311}
 * @param platform the platform without its version, e.g. {@code manylinux_x86_64} or {@code macosx_arm64}
 */
public record ReleaseSlot(String project, String python, String platform) implements Comparable<ReleaseSlot> {
    private static final Comparator<ReleaseSlot> ORDER = Comparator.comparing(ReleaseSlot::project)
            .thenComparing(ReleaseSlot::platform)
            .thenComparing(slot -> slot.python().length())
            .thenComparing(ReleaseSlot::python);
    private static final Pattern VERSIONED =
            Pattern.compile("(manylinux)(?:1|2010|2014|_\\d+_\\d+)_(.+)|(musllinux|macosx)_\\d+_\\d+_(.+)");

    /** Orders slots by project, platform and Python. */
    @Override
    public int compareTo(ReleaseSlot other) {
        return ORDER.compare(this, other);
    }

    /** Says whether a wheel of this name fills this slot: an abi3 wheel is for later Pythons too, a pure one for all. */
    boolean isFilledBy(WheelName wheel) {
        return wheel.project().equals(project)
                && wheel.platforms().stream().flatMap(ReleaseSlot::platforms).anyMatch(platform::equals)
                && wheel.pythons().stream().anyMatch(tag -> isFor(tag, wheel.abis()));
    }

    private boolean isFor(String tag, List<String> abis) {
        return tag.equals(python)
                || tag.matches("py3|py2\\.py3")
                || (abis.contains("abi3") && minor(tag) >= 0 && minor(tag) <= minor(python));
    }

    private static int minor(String tag) {
        return tag.matches("cp3\\d{1,3}") ? Integer.parseInt(tag.substring(3)) : -1;
    }

    /** The platforms of a tag without their versions: {@code universal2} is two. */
    static Stream<String> platforms(String tag) {
        Matcher matcher = VERSIONED.matcher(tag);
        if (!matcher.matches()) {
            return Stream.of(tag);
        }
        String system = matcher.group(1) != null ? matcher.group(1) : matcher.group(3);
        String architecture = matcher.group(1) != null ? matcher.group(2) : matcher.group(4);
        return architecture.equals("universal2")
                ? Stream.of(system + "_x86_64", system + "_arm64")
                : Stream.of(system + "_" + architecture);
    }

    /**
     * Writes it as the build identifiers are written.
     *
     * @return e.g. {@code neuron cp311-manylinux_x86_64}
     */
    @Override
    public String toString() {
        return project + " " + python + "-" + platform;
    }
}
