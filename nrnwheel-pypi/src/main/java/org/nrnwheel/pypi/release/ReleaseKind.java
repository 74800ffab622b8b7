package org.nrnwheel.pypi.release;

import java.util.Optional;
import org.nrnwheel.tag.Version;

/** What is released, which says how projects and versions are called. */
public enum ReleaseKind {
    /** A version for everybody: {@code neuron} and {@code neuron-gpu} {@code x.y.z}. */
    RELEASE(""),
    /** What is on the main branch: {@code neuron-nightly} and {@code neuron-gpu-nightly}, a pre- or development release each. */
    NIGHTLY("-nightly");

    private final String suffix;

    ReleaseKind(String suffix) {
        this.suffix = suffix;
    }

    /** The name of a variant's project. */
    String project(String variant) {
        return variant + suffix;
    }

    /** Says what is wrong with a version, or nothing. */
    Optional<String> problem(Version version) {
        if (this == NIGHTLY) {
            return version.isPrerelease()
                    ? Optional.empty()
                    : Optional.of("a nightly wheel is a pre- or development release (PEP 440), such as 9.0.dev12");
        }
        return version.isPrerelease() || !version.toString().matches("\\d+\\.\\d+\\.\\d+(\\.post\\d+)?")
                ? Optional.of("a release is called x.y.z")
                : Optional.empty();
    }
}
