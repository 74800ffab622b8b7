package org.nrnwheel.request;

/** Which of a project's package names a wheel gets. */
public enum Naming {
    /** What the recipe does by itself; NEURON's is the nightly name. */
    DEFAULT,
    /** The nightly name, e.g. {@code NEURON-nightly}. */
    NIGHTLY,
    /** The release name, e.g. {@code NEURON}. */
    RELEASE
}
