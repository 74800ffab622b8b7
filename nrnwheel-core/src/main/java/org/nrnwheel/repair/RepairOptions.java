package org.nrnwheel.repair;

import java.util.List;
import java.util.Optional;

/**
 * What is asked of a repair.
 *
 * @param excludes sonames that are not grafted, with {@code *} and {@code ?} as in a shell
 * @param platformTag the tag to reach, e.g. {@code manylinux_2_28_x86_64}; without it the best that the wheel allows
 * @param exact whether the wheel gets that tag alone; otherwise a better one that it allows stands beside it
 * @param strip whether symbol tables and debugging information are left out of programs and libraries
 * @param dedupe whether grafted copies of libraries that are in the wheel more than once are left out
 * @param components what was linked into the wheel's files, for the bill of materials
 */
public record RepairOptions(
        List<String> excludes,
        Optional<String> platformTag,
        boolean exact,
        boolean strip,
        boolean dedupe,
        List<StaticComponent> components) {
    /** Excludes nothing and reaches for the best tag. */
    public static final RepairOptions STANDARD = new RepairOptions(List.of(), Optional.empty(), false);

    /** Copies the lists. */
    public RepairOptions {
        excludes = List.copyOf(excludes);
        components = List.copyOf(components);
    }

    /**
     * Asks for a repair that leaves symbols and copies and declares no components.
     *
     * @param excludes sonames that are not grafted
     * @param platformTag the tag to reach
     * @param exact whether the wheel gets that tag alone
     */
    public RepairOptions(List<String> excludes, Optional<String> platformTag, boolean exact) {
        this(excludes, platformTag, exact, false, false, List.of());
    }

    /**
     * Excludes libraries.
     *
     * @param sonames all that are not grafted
     * @return the changed options
     */
    public RepairOptions withExcludes(List<String> sonames) {
        return new RepairOptions(sonames, platformTag, exact, strip, dedupe, components);
    }

    /**
     * Reaches for a platform tag.
     *
     * @param tag e.g. {@code manylinux_2_28_x86_64}
     * @param alone whether the wheel gets that tag alone
     * @return the changed options
     */
    public RepairOptions withTag(String tag, boolean alone) {
        return new RepairOptions(excludes, Optional.of(tag), alone, strip, dedupe, components);
    }

    /**
     * Leaves symbol tables and debugging information out.
     *
     * @return the changed options
     */
    public RepairOptions stripped() {
        return new RepairOptions(excludes, platformTag, exact, true, dedupe, components);
    }

    /**
     * Leaves grafted copies out of libraries that are in the wheel more than once.
     *
     * @return the changed options
     */
    public RepairOptions deduped() {
        return new RepairOptions(excludes, platformTag, exact, strip, true, components);
    }

    /**
     * Declares what was linked into the wheel's files.
     *
     * @param declared all of it
     * @return the changed options
     */
    public RepairOptions withComponents(List<StaticComponent> declared) {
        return new RepairOptions(excludes, platformTag, exact, strip, dedupe, declared);
    }
}
