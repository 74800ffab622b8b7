package org.nrnwheel.request;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.nrnwheel.tag.Architecture;

/**
 * What is asked for, as pure data: it compares, and it keys the journal. What needs no source tree is refused here at
 * once. Immutable.
 *
 * @param target the system that wheels are made for
 * @param source the source tree; empty path for the working directory
 * @param pythons which interpreters; none means all
 * @param features the recipe's features by name, e.g. {@code coreneuron}
 * @param recipe the recipe by name, instead of looking at the tree
 * @param platform where to build, instead of what is there
 * @param options everything else
 */
public record BuildRequest(
        TargetSystem target,
        Path source,
        List<PythonSelector> pythons,
        Set<String> features,
        Optional<String> recipe,
        Optional<PlatformSpec> platform,
        BuildOptions options) {

    /** The feature of GPU support in CoreNEURON. */
    public static final String CORENEURON_GPU = "coreneuron-gpu";

    /**
     * Copies what can change and refuses contradictions.
     */
    public BuildRequest {
        pythons = List.copyOf(pythons);
        features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
        if (features.contains(CORENEURON_GPU)) {
            refuseGpu(target, options);
        }
    }

    /**
     * Starts a request: every interpreter, no features, the working directory.
     *
     * @param target the system that wheels are made for
     * @return the request
     */
    public static BuildRequest of(TargetSystem target) {
        return new BuildRequest(
                target, Path.of(""), List.of(), Set.of(), Optional.empty(), Optional.empty(), BuildOptions.NONE);
    }

    /**
     * Makes this request for another source tree.
     *
     * @param changed the tree's directory
     * @return the changed request
     */
    public BuildRequest withSource(Path changed) {
        return new BuildRequest(target, changed, pythons, features, recipe, platform, options);
    }

    /**
     * Makes this request for other interpreters, instead of those selected before.
     *
     * @param selectors see {@link PythonSelector}; none means all
     * @return the changed request
     */
    public BuildRequest withPythons(String... selectors) {
        List<PythonSelector> parsed =
                Stream.of(selectors).map(PythonSelector::new).toList();
        return new BuildRequest(target, source, parsed, features, recipe, platform, options);
    }

    /**
     * Makes this request with one more feature.
     *
     * @param feature the recipe's name for it
     * @return the changed request
     */
    public BuildRequest withFeature(String feature) {
        Set<String> more = new TreeSet<>(features);
        more.add(feature);
        return new BuildRequest(target, source, pythons, more, recipe, platform, options);
    }

    /**
     * Makes this request for a recipe by name.
     *
     * @param name the recipe's name
     * @return the changed request
     */
    public BuildRequest withRecipe(String name) {
        return new BuildRequest(target, source, pythons, features, Optional.of(name), platform, options);
    }

    /**
     * Makes this request for a platform.
     *
     * @param spec where to build
     * @return the changed request
     */
    public BuildRequest withPlatform(PlatformSpec spec) {
        return new BuildRequest(target, source, pythons, features, recipe, Optional.of(spec), options);
    }

    /**
     * Makes this request with changed options.
     *
     * @param edit sets fields of a draft
     * @return the changed request
     */
    public BuildRequest withOptions(UnaryOperator<BuildOptions.Draft> edit) {
        return new BuildRequest(target, source, pythons, features, recipe, platform, options.change(edit));
    }

    /**
     * Writes this request as JSON. Secrets stand in it by name only.
     *
     * @return a document that {@link #fromJson} reads
     */
    public String toJson() {
        return RequestJson.write(this);
    }

    /**
     * Reads a request.
     *
     * @param json a document that {@link #toJson} wrote
     * @return the request
     * @throws org.nrnwheel.error.WheelException code {@code invalid-json} when it is none
     */
    public static BuildRequest fromJson(String json) {
        return RequestJson.read(json);
    }

    private static void refuseGpu(TargetSystem target, BuildOptions options) {
        if (target == TargetSystem.MACOS) {
            throw new InvalidRequestException(
                    "macOS has no GPU wheels: NVIDIA's compilers do not run there",
                    "Leave coreneuron-gpu out, or build for Linux.");
        }
        if (options.architecture().filter(a -> a != Architecture.X86_64).isPresent()) {
            throw new InvalidRequestException(
                    "coreneuron-gpu is for x86_64 alone, not for "
                            + options.architecture().orElseThrow(),
                    "Leave coreneuron-gpu out, or build for x86_64.");
        }
    }
}
