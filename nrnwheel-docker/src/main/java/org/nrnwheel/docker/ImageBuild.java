package org.nrnwheel.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.tag.Architecture;

/**
 * What an image is built from. Immutable.
 *
 * @param context the directory that the engine gets
 * @param dockerfile the Dockerfile, a path below the context
 * @param arguments build arguments by name
 * @param architecture the CPU to build for, instead of the engine's
 */
public record ImageBuild(
        Path context, String dockerfile, Map<String, String> arguments, Optional<Architecture> architecture) {
    /** The directory of NEURON's Dockerfiles in its source tree. */
    static final String DIRECTORY = "packaging/python";

    /**
     * Copies the arguments and checks that the Dockerfile is there.
     */
    public ImageBuild {
        arguments = Map.copyOf(arguments);
        if (!Files.isRegularFile(context.resolve(dockerfile))) {
            throw new InvalidRequestException(
                    "no Dockerfile: " + context.resolve(dockerfile), "Name another, or another source tree.");
        }
    }

    /**
     * Builds from a NEURON source tree's own Dockerfile.
     *
     * @param source the source tree
     * @param gpu whether the GPU image
     * @return the build
     */
    public static ImageBuild neuron(Path source, boolean gpu) {
        return new ImageBuild(
                source.resolve(DIRECTORY), gpu ? "Dockerfile_gpu" : "Dockerfile", Map.of(), Optional.empty());
    }

    /**
     * Sets a build argument.
     *
     * @param name its name
     * @param value its value
     * @return the changed build
     */
    public ImageBuild argument(String name, String value) {
        Map<String, String> more = new TreeMap<>(arguments);
        more.put(name, value);
        return new ImageBuild(context, dockerfile, more, architecture);
    }

    /**
     * Sets the CPU to build for. For aarch64 NEURON's Dockerfile starts from another image of manylinux, by its argument
     * {@code MANYLINUX_IMAGE}.
     *
     * @param cpu the CPU
     * @return the changed build
     */
    public ImageBuild architecture(Architecture cpu) {
        ImageBuild changed = new ImageBuild(context, dockerfile, arguments, Optional.of(cpu));
        return cpu == Architecture.AARCH64 && !arguments.containsKey("MANYLINUX_IMAGE")
                ? changed.argument("MANYLINUX_IMAGE", "manylinux2014_aarch64")
                : changed;
    }

    /**
     * Sets what a tag implies by NEURON's rules: {@code latest-aarch64} means that CPU.
     *
     * @param tag e.g. {@code latest-x86_64}, {@code feature-name}
     * @return the changed build
     */
    public ImageBuild forTag(String tag) {
        return tag.equals("latest-aarch64") && architecture.isEmpty() ? architecture(Architecture.AARCH64) : this;
    }
}
