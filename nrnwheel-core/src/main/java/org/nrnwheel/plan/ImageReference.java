package org.nrnwheel.plan;

import java.util.Optional;

/**
 * A container image.
 *
 * @param name repository and tag, e.g. {@code neuronsimulator/neuron_wheel:latest-x86_64}
 * @param digest content digest, nothing while it is unresolved
 */
public record ImageReference(String name, Optional<String> digest) {}
