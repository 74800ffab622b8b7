package org.nrnwheel.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.tag.Architecture;

/**
 * The policies of one C library and architecture, from the one that most systems fit to {@code linux}, which promises
 * nothing. The data is that of PyPI's auditwheel. Immutable.
 */
public final class Policies {
    private final Libc libc;
    private final Architecture architecture;
    private final List<Policy> ordered;

    private Policies(Libc libc, Architecture architecture, List<Policy> ordered) {
        this.libc = libc;
        this.architecture = architecture;
        this.ordered = ordered;
    }

    /**
     * Returns the policies.
     *
     * @param libc the C library
     * @param architecture the architecture
     * @return the policies; only {@code linux} for an architecture that has none
     */
    public static Policies of(Libc libc, Architecture architecture) {
        List<Policy> ordered = Stream.concat(
                        PolicyData.read(libc, architecture).stream(), Stream.of(Policy.linux(architecture)))
                .sorted(Comparator.reverseOrder())
                .toList();
        return new Policies(libc, architecture, ordered);
    }

    /**
     * Returns the C library.
     *
     * @return the C library
     */
    public Libc libc() {
        return libc;
    }

    /**
     * Returns the architecture.
     *
     * @return the architecture
     */
    public Architecture architecture() {
        return architecture;
    }

    /**
     * Returns all policies.
     *
     * @return best first, {@code linux} last
     */
    public List<Policy> all() {
        return ordered;
    }

    /**
     * Returns the policies that promise something.
     *
     * @return best first, without {@code linux}
     */
    public List<Policy> promising() {
        return ordered.subList(0, ordered.size() - 1);
    }

    /**
     * Returns the policy that most systems fit.
     *
     * @return e.g. {@code manylinux_2_5}
     */
    public Policy best() {
        return ordered.get(0);
    }

    /**
     * Returns the policy that promises least but something, i.e. allows most.
     *
     * @return e.g. {@code manylinux_2_41}
     */
    public Policy loosest() {
        return ordered.get(Math.max(0, ordered.size() - 2));
    }

    /**
     * Returns {@code linux}.
     *
     * @return the policy that allows everything
     */
    public Policy linux() {
        return ordered.get(ordered.size() - 1);
    }

    /**
     * Finds the policy of a platform tag.
     *
     * @param tag with or without the architecture, also an older name: {@code manylinux2014_x86_64}
     * @return the policy, or nothing
     */
    public Optional<Policy> find(String tag) {
        return ordered.stream()
                .filter(policy -> policy.name().equals(tag)
                        || policy.aliases().contains(tag)
                        || policy.tags().contains(tag))
                .findFirst();
    }
}
