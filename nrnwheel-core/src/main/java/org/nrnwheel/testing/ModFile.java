package org.nrnwheel.testing;

import java.util.List;

/**
 * The mechanism that NEURON's checks compile: {@code cacum.mod} of the source tree, else our own.
 *
 * @param fileName its file name
 * @param suffix the mechanism's name
 */
record ModFile(String fileName, String suffix) {
    /** NEURON's own sample, which its test script uses. */
    static final ModFile SAMPLE = new ModFile("cacum.mod", "cacum");

    /** Ours, for wheels without a source tree. */
    static final ModFile OWN = new ModFile("nrnwheelca.mod", "nrnwheelca");

    /** Where the sample is in NEURON's tree. */
    static final String SAMPLE_DIRECTORY = "share/examples/nrniv/nmodl";

    static ModFile of(List<String> names) {
        return names.contains(SAMPLE.fileName()) ? SAMPLE : OWN;
    }
}
